package ai.vivace.watermark.picture;

import java.awt.color.CMMException;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Colours of sRGB as numbers of a profile's space, each asked of the colour engine once while it is remembered. */
final class IccConversion {
    private static final int REMEMBERED_COLOURS = 1 << 14;
    private static final int REMEMBERED_PROFILES = 16;
    private static final Map<Key, IccConversion> PROFILES = new LinkedHashMap<>();

    private final ICC_ColorSpace space;
    private final int[] from = new int[REMEMBERED_COLOURS];
    private final int[] to = new int[REMEMBERED_COLOURS];

    private IccConversion(ICC_ColorSpace space) {
        this.space = space;
    }

    private record Key(byte[] profile) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(profile, key.profile);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(profile);
        }
    }

    /** The conversion to a profile's space; nothing when it is sRGB, or unusable, which is noted. */
    static Optional<IccConversion> of(byte[] profile, Layout layout, Notes notes) {
        if (isSrgb(profile)) {
            return Optional.empty();
        }
        if (layout == Layout.CMYK) {
            notes.add("The mark's inks are reckoned from its colours by the plain rule, not through the CMYK profile.");
            return Optional.empty();
        }
        try {
            IccConversion conversion = remembered(profile);
            int components = conversion.space.getNumComponents();
            if (components == (layout.isGrey() ? 1 : 3)) {
                return Optional.of(conversion);
            }
            notes.warn("The colour profile has " + components
                    + " components, which the pixels have not; the mark is composed as sRGB.");
        } catch (IllegalArgumentException | CMMException e) {
            notes.warn("The colour profile cannot be used and is kept as it is; the mark is composed as sRGB: "
                    + e.getMessage());
        }
        return Optional.empty();
    }

    /** By the name in the profile's description, without starting the colour engine. */
    private static boolean isSrgb(byte[] profile) {
        Bytes bytes = Bytes.big(profile, "ICC profile");
        if (profile.length < 132
                || !bytes.text(16, 4, StandardCharsets.ISO_8859_1).equals("RGB ")) {
            return false;
        }
        long count = Math.min(bytes.u32(128), (profile.length - 132) / 12);
        for (int i = 0; i < count; i++) {
            int entry = 132 + 12 * i;
            if (bytes.u32(entry) == 0x64657363) {
                long at = bytes.u32(entry + 4);
                long length = Math.min(bytes.u32(entry + 8), 512);
                if (at > profile.length - length) {
                    return false;
                }
                String description =
                        bytes.text(at, length, StandardCharsets.ISO_8859_1).replace("\0", "");
                return description.contains("sRGB")
                        && !description.toLowerCase(Locale.ROOT).contains("linear");
            }
        }
        return false;
    }

    private static IccConversion remembered(byte[] profile) {
        synchronized (PROFILES) {
            Key key = new Key(profile);
            IccConversion conversion = PROFILES.get(key);
            if (conversion == null) {
                conversion = new IccConversion(new ICC_ColorSpace(ICC_Profile.getInstance(profile)));
                // Fails here, if at all, and not while pixels are composed.
                conversion.asked(0xFF808080);
                if (PROFILES.size() == REMEMBERED_PROFILES) {
                    PROFILES.remove(PROFILES.keySet().iterator().next());
                }
                PROFILES.put(key, conversion);
            }
            return conversion;
        }
    }

    /** Replaces colours; alpha stays. A grey is given as three equal numbers. */
    synchronized void convert(int[] argb, int count) {
        for (int i = 0; i < count; i++) {
            int alpha = argb[i] & 0xFF000000;
            if (alpha != 0) {
                argb[i] = alpha | converted(argb[i] | 0xFF000000);
            }
        }
    }

    private int converted(int opaque) {
        int slot = (opaque * 0x9E3779B1) >>> 18;
        if (from[slot] != opaque) {
            to[slot] = asked(opaque);
            from[slot] = opaque;
        }
        return to[slot];
    }

    private int asked(int opaque) {
        float[] colour = {(opaque >> 16 & 255) / 255f, (opaque >> 8 & 255) / 255f, (opaque & 255) / 255f};
        float[] numbers = space.fromRGB(colour);
        return numbers.length == 1
                ? number(numbers[0], 0) * 0x010101
                : number(numbers[0], 0) << 16 | number(numbers[1], 1) << 8 | number(numbers[2], 2);
    }

    private int number(float value, int component) {
        float least = space.getMinValue(component);
        float most = space.getMaxValue(component);
        return Math.min(255, Math.max(0, Math.round(255 * (value - least) / (most - least))));
    }
}
