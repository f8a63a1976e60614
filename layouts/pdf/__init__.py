"""Tagged pages: PDF/UA-1 and PDF/A-2a in one pass; ReportLab formats the shared objects."""
