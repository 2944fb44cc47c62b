"""Put the logo of a brand on a sheet, in its own proportions."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reports.view.workbook.model import Picture
from reports.xlsx.cells import clean

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LOGO_WIDTH, LOGO_HEIGHT, DOTS_PER_INCH = 240, 46, 96


def place_logo(page: Worksheet, picture: Picture) -> None:
    from xlsxwriter.image import Image

    image = Image(io.BytesIO(picture.content))
    share = min(LOGO_HEIGHT / image.height, LOGO_WIDTH / image.width)
    page.insert_image(
        0,
        picture.column,
        "logo.png",
        {
            "image_data": io.BytesIO(picture.content),
            "x_scale": share * image.x_dpi / DOTS_PER_INCH,
            "y_scale": share * image.y_dpi / DOTS_PER_INCH,
            "description": clean(picture.alt),
        },
    )
