"""Tagged pages: PDF/UA-1 and PDF/A-2a in one pass, with ReportLab as the writer of objects."""
