package ai.vivace.vision.picture;

import ai.vivace.base.AtomicFile;
import ai.vivace.base.VivaceException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes pictures as PNG files. */
public final class PngFile {
    private PngFile() {}

    /**
     * Writes a picture, whole or not at all.
     *
     * @throws ai.vivace.base.InputException when it cannot be written
     */
    public static void write(BufferedImage image, Path file) {
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new VivaceException("This Java cannot write PNG files.");
            }
        });
    }
}
