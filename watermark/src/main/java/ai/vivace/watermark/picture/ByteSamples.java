package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;

/**
 * Samples of eight bits. Opaque pixels follow {@link Blending#over}; those with alpha the rule "over" of Porter and Duff with the integers of the
 * Python Imaging Library, which on opaque pixels is the same.
 */
final class ByteSamples extends Samples {
    private final byte[] bytes;

    private ByteSamples(Box area, Layout layout, byte[] bytes) {
        super(area, layout);
        this.bytes = bytes;
    }

    /** Samples that are zero. */
    static ByteSamples of(Box area, Layout layout) {
        return new ByteSamples(
                area, layout, new byte[PixelLimit.samples(area.width(), area.height(), layout.channels())]);
    }

    /** Samples that are there; not copied. */
    static ByteSamples over(Box area, Layout layout, byte[] bytes) {
        return new ByteSamples(area, layout, bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    int depth() {
        return 8;
    }

    @Override
    ByteSamples narrowed() {
        return this;
    }

    @Override
    ByteSamples coloured() {
        if (!layout().isGrey()) {
            return this;
        }
        ByteSamples coloured = of(area(), layout().coloured());
        int from = layout().channels();
        int to = coloured.layout().channels();
        for (int i = 0, k = 0; i < bytes.length; i += from, k += to) {
            coloured.bytes[k] = bytes[i];
            coloured.bytes[k + 1] = bytes[i];
            coloured.bytes[k + 2] = bytes[i];
            if (from == 2) {
                coloured.bytes[k + 3] = bytes[i + 1];
            }
        }
        return coloured;
    }

    @Override
    ByteSamples straight() {
        if (!layout().isTimesAlpha()) {
            return this;
        }
        int channels = layout().channels();
        ByteSamples straight = of(area(), channels == 2 ? Layout.GREY_ALPHA : Layout.RGBA);
        for (int i = 0; i < bytes.length; i += channels) {
            int alpha = bytes[i + channels - 1] & 255;
            for (int c = 0; c < channels - 1; c++) {
                int colour = alpha == 0 ? 0 : Math.min(255, ((bytes[i + c] & 255) * 255 + alpha / 2) / alpha);
                straight.bytes[i + c] = (byte) colour;
            }
            straight.bytes[i + channels - 1] = (byte) alpha;
        }
        return straight;
    }

    @Override
    ByteSamples flattened(int rgb) {
        if (!layout().hasAlpha()) {
            return this;
        }
        if (layout().isTimesAlpha()) {
            return straight().flattened(rgb);
        }
        boolean grey = layout() == Layout.GREY_ALPHA && isGrey(rgb);
        ByteSamples from = grey ? this : coloured();
        ByteSamples flat = of(area(), grey ? Layout.GREY : Layout.RGB);
        int channels = flat.layout().channels();
        for (int i = 0, k = 0; k < flat.bytes.length; i += channels + 1, k += channels) {
            int alpha = from.bytes[i + channels] & 255;
            for (int c = 0; c < channels; c++) {
                int below = rgb >> (8 * (2 - c)) & 255;
                flat.bytes[k + c] = (byte) Blending.over(below, from.bytes[i + c] & 255, alpha);
            }
        }
        return flat;
    }

    private static boolean isGrey(int rgb) {
        return (rgb >> 16 & 255) == (rgb >> 8 & 255) && (rgb >> 8 & 255) == (rgb & 255);
    }

    @Override
    void readRow(int pixel, int count, int[] argb, int to) {
        switch (layout()) {
            case GREY -> {
                for (int i = 0; i < count; i++) {
                    argb[to + i] = 0xFF000000 | (bytes[pixel + i] & 255) * 0x010101;
                }
            }
            case GREY_ALPHA, GREY_TIMES_ALPHA -> {
                for (int i = 0, k = 2 * pixel; i < count; i++, k += 2) {
                    argb[to + i] = (bytes[k + 1] & 255) << 24 | (bytes[k] & 255) * 0x010101;
                }
            }
            case RGB -> {
                for (int i = 0, k = 3 * pixel; i < count; i++, k += 3) {
                    argb[to + i] = 0xFF000000 | rgb(k);
                }
            }
            case RGBA, RGB_TIMES_ALPHA -> {
                for (int i = 0, k = 4 * pixel; i < count; i++, k += 4) {
                    argb[to + i] = (bytes[k + 3] & 255) << 24 | rgb(k);
                }
            }
            case CMYK -> {
                for (int i = 0, k = 4 * pixel; i < count; i++, k += 4) {
                    argb[to + i] = Ink.rgb(bytes[k] & 255, bytes[k + 1] & 255, bytes[k + 2] & 255, bytes[k + 3] & 255);
                }
            }
        }
    }

    private int rgb(int at) {
        return (bytes[at] & 255) << 16 | (bytes[at + 1] & 255) << 8 | (bytes[at + 2] & 255);
    }

    @Override
    void composeRow(int[] argb, int from, int count, int pixel, BlendTable blend) {
        switch (layout()) {
            case GREY -> grey(argb, from, count, pixel, blend);
            case GREY_ALPHA -> alpha(argb, from, count, 2 * pixel, 1, blend);
            case RGB -> rgb(argb, from, count, 3 * pixel, blend);
            case RGBA -> alpha(argb, from, count, 4 * pixel, 3, blend);
            case GREY_TIMES_ALPHA -> timesAlpha(argb, from, count, 2 * pixel, 1, blend);
            case RGB_TIMES_ALPHA -> timesAlpha(argb, from, count, 4 * pixel, 3, blend);
            case CMYK -> cmyk(argb, from, count, 4 * pixel, blend);
        }
    }

    private void grey(int[] argb, int from, int count, int pixel, BlendTable blend) {
        for (int i = 0; i < count; i++) {
            int mark = argb[from + i];
            int alpha = mark >>> 24;
            if (alpha != 0) {
                int below = bytes[pixel + i] & 255;
                bytes[pixel + i] = (byte) Blending.over(below, blend.mix(below, Ink.luma(mark)), alpha);
            }
        }
    }

    private void rgb(int[] argb, int from, int count, int sample, BlendTable blend) {
        for (int i = 0, k = sample; i < count; i++, k += 3) {
            int mark = argb[from + i];
            int alpha = mark >>> 24;
            if (alpha != 0) {
                int red = bytes[k] & 255;
                int green = bytes[k + 1] & 255;
                int blue = bytes[k + 2] & 255;
                bytes[k] = (byte) Blending.over(red, blend.mix(red, mark >> 16 & 255), alpha);
                bytes[k + 1] = (byte) Blending.over(green, blend.mix(green, mark >> 8 & 255), alpha);
                bytes[k + 2] = (byte) Blending.over(blue, blend.mix(blue, mark & 255), alpha);
            }
        }
    }

    /** Grey or colours, then alpha. */
    private void alpha(int[] argb, int from, int count, int sample, int colours, BlendTable blend) {
        for (int i = 0, k = sample; i < count; i++, k += colours + 1) {
            int mark = argb[from + i];
            int alpha = mark >>> 24;
            if (alpha == 0) {
                continue;
            }
            int below = bytes[k + colours] & 255;
            int whole = alpha * 255 + below * (255 - alpha);
            int share = alpha * ((255 * 255) << 7) / whole;
            if (colours == 1) {
                mixAlpha(k, Ink.luma(mark), below, share, blend);
            } else {
                mixAlpha(k, mark >> 16 & 255, below, share, blend);
                mixAlpha(k + 1, mark >> 8 & 255, below, share, blend);
                mixAlpha(k + 2, mark & 255, below, share, blend);
            }
            bytes[k + colours] = (byte) shareOf255(whole + 128);
        }
    }

    private void mixAlpha(int at, int above, int opacity, int share, BlendTable blend) {
        int below = bytes[at] & 255;
        int mixed = Blending.over(above, blend.mix(below, above), opacity);
        bytes[at] = (byte) (shareOf255(mixed * share + below * ((255 << 7) - share) + (128 << 7)) >> 7);
    }

    private static int shareOf255(int sum) {
        return ((sum >> 8) + sum) >> 8;
    }

    /** Colours that were multiplied by alpha, then alpha: the rule "over" is then the same for all. */
    private void timesAlpha(int[] argb, int from, int count, int sample, int colours, BlendTable blend) {
        for (int i = 0, k = sample; i < count; i++, k += colours + 1) {
            int mark = argb[from + i];
            int alpha = mark >>> 24;
            int opacity = bytes[k + colours] & 255;
            if (alpha == 0) {
                continue;
            }
            for (int c = 0; c < colours; c++) {
                int above = colours == 1 ? Ink.luma(mark) : mark >> (8 * (2 - c)) & 255;
                int below = bytes[k + c] & 255;
                int plain = opacity == 0 ? 0 : Math.min(255, (below * 255 + opacity / 2) / opacity);
                int mixed = Blending.over(above, blend.mix(plain, above), opacity);
                bytes[k + c] = (byte) Blending.over(below, mixed, alpha);
            }
            bytes[k + colours] = (byte) Blending.over(opacity, 255, alpha);
        }
    }

    private void cmyk(int[] argb, int from, int count, int sample, BlendTable blend) {
        for (int i = 0, k = sample; i < count; i++, k += 4) {
            int mark = argb[from + i];
            int alpha = mark >>> 24;
            if (alpha != 0) {
                int ink = Ink.cmyk(mark);
                for (int c = 0; c < 4; c++) {
                    int below = bytes[k + c] & 255;
                    int above = ink >> (8 * (3 - c)) & 255;
                    bytes[k + c] = (byte) Blending.over(below, blend.mixInk(below, above), alpha);
                }
            }
        }
    }
}
