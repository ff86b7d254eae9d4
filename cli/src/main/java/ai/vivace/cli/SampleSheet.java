package ai.vivace.cli;

import ai.vivace.tensor.Tensor;
import ai.vivace.vision.picture.PictureSheet;
import java.awt.image.BufferedImage;

/** Pictures that a generator has made, side by side. */
final class SampleSheet {
    /** Sheets of small pictures are enlarged by whole numbers while they stay below this. */
    private static final int LARGEST = 800;

    private SampleSheet() {}

    /** A sheet of pictures [N, 1 or 3, height, width] from -1 to 1. */
    static BufferedImage of(Tensor samples) {
        BufferedImage sheet = PictureSheet.of(samples, -1, 1).image();
        int times = LARGEST / Math.max(sheet.getWidth(), sheet.getHeight());
        return DrawnPicture.enlarged(sheet, Math.max(1, times));
    }
}
