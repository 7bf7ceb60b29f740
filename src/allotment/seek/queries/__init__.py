"""What pages, commands, e-mails and feeds need of seek, as frozen records."""
