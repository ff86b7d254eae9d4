package ai.vivace.vision.explain;

import ai.vivace.base.InputException;
import ai.vivace.data.Array;
import ai.vivace.plot.Picture;
import ai.vivace.tensor.Shape;

/** Raw inputs of shape [channels, height, width] as pictures for people. */
public final class Pixels {
    private static final int BRIGHTEST = 255;

    private Pixels() {}

    /** Whether values of this shape are a grey or coloured picture. */
    public static boolean isPicture(Shape shape) {
        return shape.rank() == 3 && (shape.size(0) == 1 || shape.size(0) == 3);
    }

    /**
     * A picture for charts.
     *
     * @param scale what counts as brightest, 255 for bytes
     * @throws InputException when there are other than one or three channels
     */
    public static Picture picture(Array raw, double scale) {
        InputException.require(
                isPicture(raw.shape()),
                () -> "A picture has shape [1 or 3, height, width], but came " + raw.shape() + ".");
        int channels = (int) raw.shape().size(0);
        int height = (int) raw.shape().size(1);
        int width = (int) raw.shape().size(2);
        byte[] bytes = new byte[channels * height * width];
        for (int i = 0; i < height * width; i++) {
            for (int channel = 0; channel < channels; channel++) {
                bytes[i * channels + channel] = (byte) level(raw, channel * height * width + i, scale);
            }
        }
        return channels == 1 ? Picture.grey(width, height, bytes) : Picture.rgb(width, height, bytes);
    }

    /** A value from 0 to the scale as a brightness from 0 to 255; what is beyond is cut off. */
    public static int level(Array raw, int index, double scale) {
        double value;
        if (raw instanceof Array.Bytes bytes) {
            value = bytes.values()[index] & 0xFF;
        } else if (raw instanceof Array.Floats floats) {
            value = floats.values()[index];
        } else {
            value = ((Array.Longs) raw).values()[index];
        }
        return (int) Math.max(0, Math.min(BRIGHTEST, Math.round(BRIGHTEST * value / scale)));
    }
}
