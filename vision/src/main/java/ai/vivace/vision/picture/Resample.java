package ai.vivace.vision.picture;

import java.util.Arrays;

/**
 * Changes the size of a picture, first along rows and then along columns: bilinear when growing, and when shrinking
 * with the triangle widened by the factor, so that every pixel counts. In whole numbers as Pillow does it, with the same results to
 * the last bit (and PyTorch's with antialias, which agree with Pillow's): its weights have 22 bits, and what comes out of
 * the rows is rounded to 8.
 */
final class Resample {
    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);

    /** As many old pixels go into a new one at most where a size is less than halved. */
    private static final int FEW = 4;

    private Resample() {}

    /** The old pixels that go into each new one: as many from each start on, with weights that add up to one. */
    private record Windows(int[] starts, int taps, int[] weights) {}

    /**
     * Part of a picture at a new size, as planes of an input that is 0 elsewhere.
     *
     * @param left where the part begins, in pixels from the left border; may lie inside a pixel, as all four may
     * @param to where the part comes to lie in the input
     */
    static byte[] planes(Pixels picture, double left, double top, double width, double height, Area to, Size input) {
        int channels = picture.channels();
        int plane = input.width() * input.height();
        byte[] planes = new byte[Math.multiplyExact(plane, channels)];
        if (isSame(left, width, to.width()) && isSame(top, height, to.height())) {
            copy(picture, (int) left, (int) top, to, planes, input);
            return planes;
        }
        int[] sums = sums(
                picture,
                windows(left, width, picture.width(), to.width()),
                windows(top, height, picture.height(), to.height()));
        for (int channel = 0; channel < channels; channel++) {
            int from = channel;
            for (int y = 0; y < to.height(); y++) {
                int start = channel * plane + (to.top() + y) * input.width() + to.left();
                for (int x = 0; x < to.width(); x++, from += channels) {
                    planes[start + x] = (byte) Math.min(255, sums[from] >> BITS);
                }
            }
        }
        return planes;
    }

    /** Whether pixels stay what they are. */
    private static boolean isSame(double start, double length, int newSize) {
        return start == Math.rint(start) && length == newSize;
    }

    /** Takes the channels of a part apart. */
    private static void copy(Pixels picture, int left, int top, Area to, byte[] planes, Size input) {
        byte[] values = picture.values();
        int channels = picture.channels();
        int plane = input.width() * input.height();
        for (int y = 0; y < to.height(); y++) {
            int from = ((top + y) * picture.width() + left) * channels;
            int start = (to.top() + y) * input.width() + to.left();
            for (int x = start; x < start + to.width(); x++, from += channels) {
                planes[x] = values[from];
                if (channels == 3) {
                    planes[plane + x] = values[from + 1];
                    planes[2 * plane + x] = values[from + 2];
                }
            }
        }
    }

    /** A whole picture at a new size. */
    static Pixels whole(Pixels picture, Size size) {
        int[] sums = sums(
                picture,
                windows(0, picture.width(), picture.width(), size.width()),
                windows(0, picture.height(), picture.height(), size.height()));
        byte[] values = new byte[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.min(255, sums[i] >> BITS);
        }
        return new Pixels(size.width(), size.height(), picture.channels(), values);
    }

    /** A whole picture, its sides divided and rounded up. */
    static Pixels reduced(Pixels picture, int reduction) {
        return whole(
                picture,
                new Size(
                        (picture.width() + reduction - 1) / reduction, (picture.height() + reduction - 1) / reduction));
    }

    /** The new pixels with their channels side by side, each with {@link #BITS} bits behind the point. */
    private static int[] sums(Pixels picture, Windows across, Windows down) {
        int newHeight = down.starts.length;
        int length = across.starts.length * picture.channels();
        int[] sums = new int[Math.multiplyExact(newHeight, length)];
        Arrays.fill(sums, HALF);
        int[] narrowed = new int[length];
        int end = down.starts[newHeight - 1] + down.taps;
        int lowest = 0;
        for (int y = down.starts[0]; y < end; y++) {
            narrow(picture, y, across, narrowed);
            while (down.starts[lowest] + down.taps <= y) {
                lowest++;
            }
            for (int i = lowest; i < newHeight && down.starts[i] <= y; i++) {
                int weight = down.weights[i * down.taps + y - down.starts[i]];
                if (weight != 0) {
                    add(narrowed, weight, sums, i * length);
                }
            }
        }
        return sums;
    }

    /** A row at its new width, rounded to 8 bits. */
    private static void narrow(Pixels picture, int y, Windows across, int[] to) {
        int row = y * picture.width() * picture.channels();
        if (picture.channels() == 1) {
            narrowBrightness(picture.values(), row, across, to);
        } else if (across.taps < FEW) {
            narrowFew(picture.values(), row, across, to);
        } else {
            narrowColours(picture.values(), row, across, to);
        }
    }

    /** The first pixels of each window are written out, which is half again as quick: where a size is less than halved there are no more. */
    private static void narrowColours(byte[] from, int row, Windows across, int[] to) {
        int taps = across.taps;
        int[] weights = across.weights;
        int at = 0;
        for (int x = 0; x < across.starts.length; x++) {
            int first = row + across.starts[x] * 3;
            int a = weights[taps * x];
            int b = weights[taps * x + 1];
            int c = weights[taps * x + 2];
            int d = weights[taps * x + 3];
            int red = HALF
                    + a * (from[first] & 0xFF)
                    + b * (from[first + 3] & 0xFF)
                    + c * (from[first + 6] & 0xFF)
                    + d * (from[first + 9] & 0xFF);
            int green = HALF
                    + a * (from[first + 1] & 0xFF)
                    + b * (from[first + 4] & 0xFF)
                    + c * (from[first + 7] & 0xFF)
                    + d * (from[first + 10] & 0xFF);
            int blue = HALF
                    + a * (from[first + 2] & 0xFF)
                    + b * (from[first + 5] & 0xFF)
                    + c * (from[first + 8] & 0xFF)
                    + d * (from[first + 11] & 0xFF);
            for (int k = FEW; k < taps; k++) {
                int weight = weights[taps * x + k];
                int pixel = first + 3 * k;
                red += weight * (from[pixel] & 0xFF);
                green += weight * (from[pixel + 1] & 0xFF);
                blue += weight * (from[pixel + 2] & 0xFF);
            }
            to[at] = Math.min(255, red >> BITS);
            to[at + 1] = Math.min(255, green >> BITS);
            to[at + 2] = Math.min(255, blue >> BITS);
            at += 3;
        }
    }

    /** As {@link #narrowColours}, for parts that are narrower than that. */
    private static void narrowFew(byte[] from, int row, Windows across, int[] to) {
        int taps = across.taps;
        for (int i = 0; i < to.length; i++) {
            int sum = HALF;
            for (int k = 0; k < taps; k++) {
                sum += across.weights[i / 3 * taps + k] * (from[row + (across.starts[i / 3] + k) * 3 + i % 3] & 0xFF);
            }
            to[i] = Math.min(255, sum >> BITS);
        }
    }

    private static void narrowBrightness(byte[] from, int row, Windows across, int[] to) {
        int taps = across.taps;
        for (int x = 0; x < across.starts.length; x++) {
            int pixel = row + across.starts[x];
            int sum = HALF;
            for (int k = 0; k < taps; k++) {
                sum += across.weights[x * taps + k] * (from[pixel + k] & 0xFF);
            }
            to[x] = Math.min(255, sum >> BITS);
        }
    }

    /** Simple enough to become vector instructions. */
    private static void add(int[] from, int weight, int[] sums, int start) {
        for (int i = 0; i < from.length; i++) {
            sums[start + i] += weight * from[i];
        }
    }

    /**
     * The windows of a part, which reach no further than the whole pixels that the part touches.
     *
     * @param size how many pixels the picture has this way
     */
    private static Windows windows(double start, double length, int size, int newSize) {
        int lowest = (int) Math.max(0, Math.floor(start + 1e-9));
        int highest = (int) Math.min(size, Math.ceil(start + length - 1e-9));
        double factor = length / newSize;
        double reach = Math.max(1, factor);
        int most = 1;
        for (int i = 0; i < newSize; i++) {
            double centre = start + (i + 0.5) * factor;
            most = Math.max(most, end(centre, reach, highest) - from(centre, reach, lowest));
        }
        int taps = Math.min(highest - lowest, Math.max(FEW, most));
        int[] starts = new int[newSize];
        int[] weights = new int[Math.multiplyExact(newSize, taps)];
        double[] exact = new double[taps];
        for (int i = 0; i < newSize; i++) {
            double centre = start + (i + 0.5) * factor;
            int from = from(centre, reach, lowest);
            int end = end(centre, reach, highest);
            double sum = 0;
            for (int k = 0; k < end - from; k++) {
                exact[k] = Math.max(0, 1 - Math.abs((from + k + 0.5 - centre) / reach));
                sum += exact[k];
            }
            // All windows are as long, so that the loops over them are simple; what is too much weighs nothing.
            starts[i] = Math.min(from, highest - taps);
            for (int k = 0; k < end - from; k++) {
                weights[i * taps + from - starts[i] + k] = (int) (0.5 + exact[k] / sum * (1 << BITS));
            }
        }
        return new Windows(starts, taps, weights);
    }

    private static int from(double centre, double reach, int lowest) {
        return Math.max(lowest, (int) (centre - reach + 0.5));
    }

    private static int end(double centre, double reach, int highest) {
        return Math.min(highest, (int) (centre + reach + 0.5));
    }
}
