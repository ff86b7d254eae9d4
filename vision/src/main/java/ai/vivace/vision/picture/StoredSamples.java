package ai.vivace.vision.picture;

import org.jspecify.annotations.Nullable;

/** Samples as OpenCV hands them out (blue first, opacity last, 8 or 16 bits) as red, green and blue of 8 bits, laid on white. */
final class StoredSamples {
    private StoredSamples() {}

    /**
     * The picture.
     *
     * @param channels 1 for grey, 3 for colours, 4 with opacity
     * @param bytesEach 1, or 2 with the low byte first, of which the high one counts
     * @return null for other numbers of channels
     */
    static @Nullable Pixels pixels(int width, int height, int channels, int bytesEach, byte[] samples) {
        if (channels == 1) {
            return new Pixels(width, height, 1, bytesEach == 1 ? samples : highBytes(samples));
        }
        if (channels != 3 && channels != 4) {
            return null;
        }
        int stride = channels * bytesEach;
        int high = bytesEach - 1;
        byte[] values = new byte[width * height * 3];
        for (int pixel = 0; pixel < width * height; pixel++) {
            int from = pixel * stride + high;
            int opacity = channels == 4 ? samples[from + 3 * bytesEach] & 0xFF : 255;
            for (int colour = 0; colour < 3; colour++) {
                int value = samples[from + (2 - colour) * bytesEach] & 0xFF;
                values[3 * pixel + colour] = (byte) Pixels.onWhite(value, opacity);
            }
        }
        return new Pixels(width, height, 3, values);
    }

    private static byte[] highBytes(byte[] samples) {
        byte[] high = new byte[samples.length / 2];
        for (int i = 0; i < high.length; i++) {
            high[i] = samples[2 * i + 1];
        }
        return high;
    }
}
