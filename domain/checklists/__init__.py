"""Checklists of inspections, one file per kind of system; `domain.plans.checklists` reads them."""
