package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.BlendMode;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a blend mode can give on eight bits, so that loops over pixels look up instead of calling. */
final class BlendTable {
    private static final Map<BlendMode, BlendTable> TABLES = new EnumMap<>(BlendMode.class);

    private final BlendMode mode;
    private final byte @Nullable [] mixed;

    private BlendTable(BlendMode mode) {
        this.mode = mode;
        mixed = mode == BlendMode.NORMAL ? null : mixed(mode);
    }

    private static byte[] mixed(BlendMode mode) {
        byte[] mixed = new byte[1 << 16];
        for (int above = 0; above < 256; above++) {
            for (int below = 0; below < 256; below++) {
                mixed[above << 8 | below] = (byte) mode.mix(below, above);
            }
        }
        return mixed;
    }

    /** The table of a mode. */
    static BlendTable of(BlendMode mode) {
        synchronized (TABLES) {
            return TABLES.computeIfAbsent(mode, BlendTable::new);
        }
    }

    /** {@link BlendMode#mix} by look-up. */
    int mix(int below, int above) {
        return mixed == null ? above : mixed[above << 8 | below] & 255;
    }

    /** The same for an ink, of which more is darker. */
    int mixInk(int below, int above) {
        return mixed == null ? above : 255 - (mixed[(255 - above) << 8 | (255 - below)] & 255);
    }

    /**
     * The same formulas on 16 bits.
     *
     * @param below 0 to 65535
     * @param above 0 to 65535
     */
    int mixWide(int below, int above) {
        if (mixed == null) {
            return above;
        }
        double backdrop = below / 65535.0;
        double source = above / 65535.0;
        double value =
                switch (mode) {
                    case NORMAL -> source;
                    case MULTIPLY -> backdrop * source;
                    case SCREEN -> backdrop + source - backdrop * source;
                    case OVERLAY -> backdrop <= 0.5 ? 2 * backdrop * source : 1 - 2 * (1 - backdrop) * (1 - source);
                    case SOFT_LIGHT -> softLight(backdrop, source);
                };
        return (int) Math.rint(Math.min(1, Math.max(0, value)) * 65535);
    }

    private static double softLight(double backdrop, double source) {
        if (source <= 0.5) {
            return backdrop - (1 - 2 * source) * backdrop * (1 - backdrop);
        }
        double curve = backdrop <= 0.25 ? ((16 * backdrop - 12) * backdrop + 4) * backdrop : Math.sqrt(backdrop);
        return backdrop + (2 * source - 1) * (curve - backdrop);
    }
}
