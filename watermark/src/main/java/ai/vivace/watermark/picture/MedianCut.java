package ai.vivace.watermark.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A few colours for many (Heckbert 1982): the box with the largest spread, by the number of pixels in it, is cut at the median of its longest side
 * until there are enough; each gives its mean. Equal colours give equal results in any order.
 */
final class MedianCut {
    private MedianCut() {}

    /** A colour and its pixels. */
    private record Counted(int rgb, int pixels) {
        int channel(int shift) {
            return rgb >> shift & 255;
        }
    }

    /** Colours that are to become one. */
    private static final class Cell {
        private final List<Counted> colours;
        private final long pixels;
        private final int longest;
        private final double weight;

        Cell(List<Counted> colours) {
            this.colours = colours;
            pixels = colours.stream().mapToLong(Counted::pixels).sum();
            int red = spread(16);
            int green = spread(8);
            int blue = spread(0);
            longest = green >= red && green >= blue ? 8 : red >= blue ? 16 : 0;
            weight = colours.size() < 2 ? 0 : Math.max(red, Math.max(green, blue)) * Math.sqrt((double) pixels);
        }

        private int spread(int shift) {
            int least = 255;
            int most = 0;
            for (Counted colour : colours) {
                least = Math.min(least, colour.channel(shift));
                most = Math.max(most, colour.channel(shift));
            }
            return most - least;
        }

        int mean() {
            long red = 0;
            long green = 0;
            long blue = 0;
            for (Counted colour : colours) {
                red += (long) colour.pixels * colour.channel(16);
                green += (long) colour.pixels * colour.channel(8);
                blue += (long) colour.pixels * colour.channel(0);
            }
            return (int) (0xFF000000L | rounded(red) << 16 | rounded(green) << 8 | rounded(blue));
        }

        private long rounded(long sum) {
            return (sum + pixels / 2) / pixels;
        }
    }

    /**
     * At most so many opaque colours.
     *
     * @param pixels how many pixels there are of each colour
     */
    static List<Integer> colours(Map<Integer, Integer> pixels, int most) {
        List<Counted> all = new ArrayList<>();
        new TreeMap<>(pixels).forEach((rgb, count) -> all.add(new Counted(rgb, count)));
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(all));
        while (cells.size() < most) {
            Cell widest = cells.stream()
                    .max(Comparator.comparingDouble(cell -> cell.weight))
                    .orElseThrow();
            if (widest.weight == 0) {
                break;
            }
            cells.remove(widest);
            cut(widest, cells);
        }
        return cells.stream().map(Cell::mean).toList();
    }

    private static void cut(Cell cell, List<Cell> cells) {
        int shift = cell.longest;
        List<Counted> sorted = new ArrayList<>(cell.colours);
        sorted.sort(Comparator.<Counted>comparingInt(colour -> colour.channel(shift))
                .thenComparing(Counted::rgb));
        long half = cell.pixels / 2;
        long sum = 0;
        int middle = 0;
        while (middle < sorted.size() - 1
                && (middle == 0 || sum + sorted.get(middle).pixels() <= half)) {
            sum += sorted.get(middle++).pixels();
        }
        cells.add(new Cell(List.copyOf(sorted.subList(0, middle))));
        cells.add(new Cell(List.copyOf(sorted.subList(middle, sorted.size()))));
    }

    /** The squared distance of two colours. */
    static int distance(int first, int second) {
        int red = (first >> 16 & 255) - (second >> 16 & 255);
        int green = (first >> 8 & 255) - (second >> 8 & 255);
        int blue = (first & 255) - (second & 255);
        return red * red + green * green + blue * blue;
    }
}
