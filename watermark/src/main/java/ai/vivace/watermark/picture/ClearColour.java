package ai.vivace.watermark.picture;

/** Samples of which one colour stands for clear. */
final class ClearColour {
    private ClearColour() {}

    /**
     * With alpha instead.
     *
     * @param key a value for each channel, scaled as the samples are
     */
    static Samples withAlpha(Samples samples, int[] key) {
        Layout layout = samples.layout() == Layout.GREY ? Layout.GREY_ALPHA : Layout.RGBA;
        if (samples instanceof ShortSamples wide) {
            ShortSamples result = ShortSamples.of(samples.area(), layout);
            wide(wide.shorts(), key, result.shorts());
            return result;
        }
        ByteSamples result = ByteSamples.of(samples.area(), layout);
        narrow(samples.narrowed().bytes(), key, result.bytes());
        return result;
    }

    private static void narrow(byte[] from, int[] key, byte[] to) {
        for (int i = 0, k = 0; i < from.length; i += key.length, k += key.length + 1) {
            boolean clear = true;
            for (int c = 0; c < key.length; c++) {
                to[k + c] = from[i + c];
                clear &= (from[i + c] & 255) == key[c];
            }
            to[k + key.length] = (byte) (clear ? 0 : 255);
        }
    }

    private static void wide(short[] from, int[] key, short[] to) {
        for (int i = 0, k = 0; i < from.length; i += key.length, k += key.length + 1) {
            boolean clear = true;
            for (int c = 0; c < key.length; c++) {
                to[k + c] = from[i + c];
                clear &= (from[i + c] & 0xFFFF) == key[c];
            }
            to[k + key.length] = (short) (clear ? 0 : 0xFFFF);
        }
    }
}
