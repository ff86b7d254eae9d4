package ai.vivace.watermark.picture;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The colours of a frame after it was marked. Those that pixels outside of the mark use stay at their places; the mark's take free places, and where
 * there are too many of them the best few.
 */
final class GifColours {
    private static final int MOST = 256;

    /** So many places a mark gets at least: fewer would show as blotches. */
    private static final int LEAST_FOR_MARK = 16;

    private int[] colours;
    private int clear;
    private final int[] moved;
    private final Map<Integer, Integer> places = new HashMap<>();
    private boolean isNew;

    private GifColours(int[] colours, int clear) {
        this.colours = colours;
        this.clear = clear;
        moved = IntStream.range(0, MOST).toArray();
    }

    /**
     * Finds places for all.
     *
     * @param colours of the frame before
     * @param clear its index for clear, or -1
     * @param kept how many pixels keep each index
     * @param wanted how many pixels are to get each colour
     * @param needsClear whether some pixel is to be clear
     */
    static GifColours of(
            int[] colours, int clear, int[] kept, Map<Integer, Integer> wanted, boolean needsClear, Notes notes) {
        GifColours result = new GifColours(colours, clear);
        BitSet taken = new BitSet();
        for (int i = 0; i < MOST; i++) {
            taken.set(i, kept[i] > 0 || i == clear);
        }
        Map<Integer, Integer> missing = result.takeExact(wanted, taken);
        int needed = missing.size() + (needsClear && clear < 0 ? 1 : 0);
        if (needed > 0) {
            result.place(missing, taken, kept, needsClear && clear < 0, notes);
        }
        return result;
    }

    /** Colours that are in the list; what is left is missing. */
    private Map<Integer, Integer> takeExact(Map<Integer, Integer> wanted, BitSet taken) {
        Map<Integer, Integer> missing = new TreeMap<>(wanted);
        for (int i = 0; i < colours.length; i++) {
            if (i != clear && missing.remove(colours[i]) != null) {
                places.put(colours[i], i);
                taken.set(i);
            }
        }
        return missing;
    }

    private void place(Map<Integer, Integer> missing, BitSet taken, int[] kept, boolean clearToo, Notes notes) {
        isNew = true;
        int[] free = IntStream.range(0, MOST).filter(i -> !taken.get(i)).toArray();
        int least = (clearToo ? 1 : 0) + Math.min(LEAST_FOR_MARK, missing.size());
        if (free.length < least) {
            merge(least - free.length, taken, kept, notes);
            free = IntStream.range(0, MOST).filter(i -> !taken.get(i)).toArray();
        }
        int next = 0;
        if (clearToo) {
            clear = free[next++];
            put(clear, 0xFF000000);
        }
        int room = free.length - next;
        if (missing.size() <= room) {
            for (int colour : missing.keySet()) {
                put(free[next], colour);
                places.put(colour, free[next++]);
            }
            return;
        }
        notes.add("The mark's colours were reduced where a frame has no room for all of them.");
        for (int colour : MedianCut.colours(missing, room)) {
            put(free[next], colour);
            taken.set(free[next++]);
        }
        BitSet visible = visible(taken);
        missing.keySet().forEach(colour -> places.put(colour, nearest(colour, visible)));
    }

    private void put(int place, int colour) {
        colours = Arrays.copyOf(colours, Math.max(colours.length, place + 1));
        colours[place] = colour;
    }

    /** Gives up the rarest colours of pixels for others that are near. */
    private void merge(int count, BitSet taken, int[] kept, Notes notes) {
        List<Integer> rarest = IntStream.range(0, Math.min(MOST, colours.length))
                .filter(i -> taken.get(i) && i != clear && kept[i] > 0 && !places.containsValue(i))
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> kept[i]).thenComparing(i -> i))
                .limit(count)
                .toList();
        rarest.forEach(taken::clear);
        BitSet others = visible(taken);
        int pixels = 0;
        for (int index : rarest) {
            moved[index] = nearest(colours[index], others);
            pixels += kept[index];
        }
        notes.add("A frame has 256 colours; the rarest of them, " + rarest.size() + " on " + pixels
                + " pixels, were replaced by near ones to make room for the mark's.");
    }

    private BitSet visible(BitSet taken) {
        BitSet visible = (BitSet) taken.clone();
        if (clear >= 0) {
            visible.clear(clear);
        }
        return visible;
    }

    private int nearest(int colour, BitSet among) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
            int distance = i < colours.length ? MedianCut.distance(colours[i], colour) : Integer.MAX_VALUE;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Whether they are not those of the frame before. */
    boolean isNew() {
        return isNew;
    }

    int[] colours() {
        return colours;
    }

    /** The index for clear, or -1. */
    int clear() {
        return clear;
    }

    /** Where the colour of an index is now. */
    int moved(int index) {
        return moved[index];
    }

    /** Where a wanted colour is. */
    int place(int colour) {
        return places.getOrDefault(colour, 0);
    }
}
