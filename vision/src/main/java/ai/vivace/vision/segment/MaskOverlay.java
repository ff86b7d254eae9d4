package ai.vivace.vision.segment;

import ai.vivace.base.InputException;
import ai.vivace.vision.picture.PictureSheet;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws masks over pictures: each class but the first, which is taken for the ground, in a colour of its own that the picture shines
 * through; pixels of 255 stay as they are.
 *
 * @param opacity how much of the colour is seen, 0 to 1
 */
public record MaskOverlay(double opacity) {
    /** Angle between the hues of two classes that follow each other, so that they differ much (the golden angle). */
    private static final float TURN = 0.381966f;

    public MaskOverlay {
        double given = opacity;
        InputException.require(opacity >= 0 && opacity <= 1, () -> "An opacity is from 0 to 1, but is " + given + ".");
    }

    /** Half of the colour, half of the picture. */
    public static MaskOverlay standard() {
        return new MaskOverlay(0.5);
    }

    /**
     * A picture under a mask; the picture itself stays as it is.
     *
     * @param mask class numbers, row by row, as many as the picture has pixels
     */
    public BufferedImage draw(BufferedImage picture, long[] mask) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        InputException.require(
                mask.length == width * height,
                () -> "A picture of " + height + " x " + width + " has " + (long) height * width
                        + " pixels, but its mask has " + mask.length + ".");
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < mask.length; i++) {
            int seen = picture.getRGB(i % width, i / width);
            boolean bare = mask[i] == 0 || mask[i] == Masks.IGNORED;
            drawn.setRGB(i % width, i / width, bare ? seen : mixed(seen, colour(mask[i])));
        }
        return drawn;
    }

    /** The picture, the picture under the true mask and under the answer, side by side. */
    public PictureSheet compare(BufferedImage picture, long[] actual, long[] answer) {
        return PictureSheet.of(List.of(picture, draw(picture, actual), draw(picture, answer)))
                .columns(3);
    }

    private static int colour(long number) {
        return Color.HSBtoRGB((number - 1) * TURN % 1, 1, 1);
    }

    private int mixed(int below, int above) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double value = (1 - opacity) * (below >> shift & 0xFF) + opacity * (above >> shift & 0xFF);
            mixed |= (int) Math.round(value) << shift;
        }
        return mixed;
    }
}
