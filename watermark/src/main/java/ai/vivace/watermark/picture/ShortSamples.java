package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;

/** Samples of sixteen bits, mixed with layers of eight: a layer's value v counts as 257 v. */
final class ShortSamples extends Samples {
    private static final long FULL = 65535;

    private final short[] shorts;

    private ShortSamples(Box area, Layout layout, short[] shorts) {
        super(area, layout);
        this.shorts = shorts;
    }

    /** Samples that are zero. */
    static ShortSamples of(Box area, Layout layout) {
        return new ShortSamples(
                area, layout, new short[PixelLimit.samples(area.width(), area.height(), layout.channels())]);
    }

    short[] shorts() {
        return shorts;
    }

    @Override
    int depth() {
        return 16;
    }

    @Override
    ByteSamples narrowed() {
        ByteSamples narrow = ByteSamples.of(area(), layout());
        for (int i = 0; i < shorts.length; i++) {
            narrow.bytes()[i] = (byte) (((shorts[i] & 0xFFFF) * 255 + 32767) / 65535);
        }
        return narrow;
    }

    @Override
    ShortSamples coloured() {
        if (!layout().isGrey()) {
            return this;
        }
        ShortSamples coloured = of(area(), layout().coloured());
        int from = layout().channels();
        int to = coloured.layout().channels();
        for (int i = 0, k = 0; i < shorts.length; i += from, k += to) {
            coloured.shorts[k] = shorts[i];
            coloured.shorts[k + 1] = shorts[i];
            coloured.shorts[k + 2] = shorts[i];
            if (from == 2) {
                coloured.shorts[k + 3] = shorts[i + 1];
            }
        }
        return coloured;
    }

    @Override
    ShortSamples straight() {
        if (!layout().isTimesAlpha()) {
            return this;
        }
        int channels = layout().channels();
        ShortSamples straight = of(area(), channels == 2 ? Layout.GREY_ALPHA : Layout.RGBA);
        for (int i = 0; i < shorts.length; i += channels) {
            int alpha = shorts[i + channels - 1] & 0xFFFF;
            for (int c = 0; c < channels - 1; c++) {
                long colour = alpha == 0 ? 0 : Math.min(FULL, ((shorts[i + c] & 0xFFFF) * FULL + alpha / 2) / alpha);
                straight.shorts[i + c] = (short) colour;
            }
            straight.shorts[i + channels - 1] = (short) alpha;
        }
        return straight;
    }

    @Override
    Samples flattened(int rgb) {
        return layout().hasAlpha() ? narrowed().flattened(rgb) : this;
    }

    @Override
    void readRow(int pixel, int count, int[] argb, int to) {
        int channels = layout().channels();
        for (int i = 0, k = channels * pixel; i < count; i++, k += channels) {
            argb[to + i] = switch (layout()) {
                case GREY -> 0xFF000000 | high(k) * 0x010101;
                case GREY_ALPHA, GREY_TIMES_ALPHA -> high(k + 1) << 24 | high(k) * 0x010101;
                case RGB -> 0xFF000000 | high(k) << 16 | high(k + 1) << 8 | high(k + 2);
                case RGBA, RGB_TIMES_ALPHA -> high(k + 3) << 24 | high(k) << 16 | high(k + 1) << 8 | high(k + 2);
                case CMYK -> Ink.rgb(high(k), high(k + 1), high(k + 2), high(k + 3));
            };
        }
    }

    private int high(int at) {
        return shorts[at] >> 8 & 255;
    }

    @Override
    void composeRow(int[] argb, int from, int count, int pixel, BlendTable blend) {
        int channels = layout().channels();
        int colours = layout().hasAlpha() ? channels - 1 : channels;
        for (int i = 0, k = channels * pixel; i < count; i++, k += channels) {
            int mark = argb[from + i];
            if (mark >>> 24 == 0) {
                continue;
            }
            if (layout().isTimesAlpha()) {
                timesAlpha(k, colours, mark, blend);
            } else if (layout().hasAlpha()) {
                alpha(k, colours, mark, blend);
            } else {
                opaque(k, mark, blend);
            }
        }
    }

    private void opaque(int at, int mark, BlendTable blend) {
        int alpha = mark >>> 24;
        switch (layout()) {
            case GREY -> over(at, 257 * Ink.luma(mark), alpha, blend);
            case CMYK -> {
                int ink = Ink.cmyk(mark);
                for (int c = 0; c < 4; c++) {
                    int below = shorts[at + c] & 0xFFFF;
                    int above = 257 * (ink >> (8 * (3 - c)) & 255);
                    int mixed = 65535 - blend.mixWide(65535 - below, 65535 - above);
                    shorts[at + c] = (short) Blending.over16(below, mixed, alpha);
                }
            }
            default -> {
                over(at, 257 * (mark >> 16 & 255), alpha, blend);
                over(at + 1, 257 * (mark >> 8 & 255), alpha, blend);
                over(at + 2, 257 * (mark & 255), alpha, blend);
            }
        }
    }

    private void over(int at, int above, int alpha, BlendTable blend) {
        int below = shorts[at] & 0xFFFF;
        shorts[at] = (short) Blending.over16(below, blend.mixWide(below, above), alpha);
    }

    private void alpha(int at, int colours, int mark, BlendTable blend) {
        long alpha = 257L * (mark >>> 24);
        long opacity = shorts[at + colours] & 0xFFFF;
        long rest = opacity * (FULL - alpha);
        long whole = alpha * FULL + rest;
        for (int c = 0; c < colours; c++) {
            int above = 257 * (colours == 1 ? Ink.luma(mark) : mark >> (8 * (2 - c)) & 255);
            int below = shorts[at + c] & 0xFFFF;
            long mixed = (above * (FULL - opacity) + blend.mixWide(below, above) * opacity + FULL / 2) / FULL;
            shorts[at + c] = (short) ((mixed * alpha * FULL + below * rest + whole / 2) / whole);
        }
        shorts[at + colours] = (short) ((whole + FULL / 2) / FULL);
    }

    private void timesAlpha(int at, int colours, int mark, BlendTable blend) {
        int alpha = mark >>> 24;
        int opacity = shorts[at + colours] & 0xFFFF;
        for (int c = 0; c < colours; c++) {
            int above = 257 * (colours == 1 ? Ink.luma(mark) : mark >> (8 * (2 - c)) & 255);
            int below = shorts[at + c] & 0xFFFF;
            int plain = opacity == 0 ? 0 : (int) Math.min(FULL, (below * FULL + opacity / 2) / opacity);
            long mixed = (above * (FULL - opacity) + blend.mixWide(plain, above) * (long) opacity + FULL / 2) / FULL;
            shorts[at + c] = (short) Blending.over16(below, (int) mixed, alpha);
        }
        shorts[at + colours] = (short) Blending.over16(opacity, 65535, alpha);
    }
}
