"""What phones, the projector and the facilitator see: every label and number is decided here."""
