package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A picture whose pixels name colours of a list.
 *
 * @param area of the pixels
 * @param indices a byte each
 * @param colours with alpha; an index beyond is opaque black
 */
record Indexed(Box area, byte[] indices, int[] colours) {
    private static final int MOST = 256;
    private static final int ROWS = 64;

    private int colour(int index) {
        return index < colours.length ? colours[index] : 0xFF000000;
    }

    boolean isOpaque() {
        return Arrays.stream(colours).allMatch(colour -> colour >>> 24 == 255);
    }

    /** Pixels as they look. */
    void read(Box box, int[] argb) {
        for (int y = 0; y < box.height(); y++) {
            int from = (box.y() - area.y() + y) * area.width() + box.x() - area.x();
            for (int x = 0; x < box.width(); x++) {
                argb[y * box.width() + x] = colour(indices[from + x] & 255);
            }
        }
    }

    /** The pixels of a box as samples, with alpha if any colour is not opaque. */
    ByteSamples samples(Box box) {
        boolean opaque = isOpaque();
        ByteSamples samples = ByteSamples.of(box, opaque ? Layout.RGB : Layout.RGBA);
        byte[] bytes = samples.bytes();
        int k = 0;
        for (int y = box.y(); y < box.bottom(); y++) {
            int from = (y - area.y()) * area.width() + box.x() - area.x();
            for (int x = 0; x < box.width(); x++) {
                int colour = colour(indices[from + x] & 255);
                bytes[k++] = (byte) (colour >> 16);
                bytes[k++] = (byte) (colour >> 8);
                bytes[k++] = (byte) colour;
                if (!opaque) {
                    bytes[k++] = (byte) (colour >>> 24);
                }
            }
        }
        return samples;
    }

    /**
     * With layers over it, if all colours that come of that are in the list or find room in it: at its end, or else at places that no pixel uses.
     * Other pixels keep their indices.
     *
     * @param most colours of the list, at most 256
     */
    Optional<Indexed> marked(List<? extends Overlay> overlays, int most) {
        Box box = Overlays.bounds(overlays, area);
        Places places = new Places(this, most);
        byte[] changed = indices.clone();
        int[] argb = new int[box.width() * Math.min(ROWS, box.height())];
        for (int y = box.y(); y < box.bottom(); y += ROWS) {
            Box band = new Box(box.x(), y, box.width(), Math.min(ROWS, box.bottom() - y));
            ByteSamples samples = samples(band);
            overlays.forEach(samples::compose);
            samples.read(band, argb);
            for (int i = 0; i < band.pixels(); i++) {
                int at = (y - area.y() + i / band.width()) * area.width() + band.x() - area.x() + i % band.width();
                if (argb[i] != colour(indices[at] & 255)) {
                    int place = places.of(argb[i]);
                    if (place < 0) {
                        return Optional.empty();
                    }
                    changed[at] = (byte) place;
                }
            }
        }
        return Optional.of(new Indexed(area, changed, Arrays.copyOf(places.colours, places.used)));
    }

    /** Finds places of colours in a list that may grow. */
    private static final class Places {
        private final int[] colours;
        private final Map<Integer, Integer> known = new HashMap<>();
        private final BitSet free;
        private int used;

        Places(Indexed picture, int most) {
            used = picture.colours.length;
            colours = Arrays.copyOf(picture.colours, Math.max(used, Math.min(most, MOST)));
            free = new BitSet();
            free.set(0, used);
            for (byte index : picture.indices) {
                free.clear(index & 255);
            }
            for (int i = used - 1; i >= 0; i--) {
                known.put(colours[i], i);
            }
        }

        /** The place of a colour, or -1 when there is no room. */
        int of(int colour) {
            Integer place = known.get(colour);
            if (place == null) {
                place = used < colours.length ? used++ : free.nextSetBit(0);
                if (place < 0) {
                    return -1;
                }
                known.remove(colours[place], place);
                colours[place] = colour;
                known.put(colour, place);
            }
            free.clear(place);
            return place;
        }
    }
}
