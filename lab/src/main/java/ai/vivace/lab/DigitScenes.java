package ai.vivace.lab;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Item;
import ai.vivace.data.Task;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.Digits;
import java.util.stream.IntStream;

/**
 * Scenes with one handwritten digit each: somewhere on a dark ground, in one of several sizes, among strokes that are no digit. One picture
 * has three answers: which digit, which pixels, and which box.
 *
 * @param pictures [N, 1, SIDE, SIDE], 0 to 255
 * @param classes which digit
 * @param masks [N, SIDE, SIDE]: 1 where the digit's ink is, else 0
 * @param boxes [N, 1, 5]: the class, left, top, right, bottom
 */
record DigitScenes(Array.Bytes pictures, int[] classes, Array.Longs masks, Array.Floats boxes) {
    /** Pixels of a scene each way: three times those of a digit as it comes. */
    static final int SIDE = 24;

    private static final int DIGIT = 8;
    private static final int LARGEST = 16;
    private static final int SMALLEST = 10;
    private static final int STROKES = 4;
    private static final int STROKE_LENGTH = 5;
    private static final int BOX = 5;
    /** Of 16 levels of ink, the least that is seen. */
    private static final float INK = 6;

    /** Scenes of so many digits, in the order of the data: none is in two scenes. */
    static DigitScenes of(ArrayDataSet digits, int first, int count, Rng rng) {
        byte[] pixels = new byte[count * SIDE * SIDE];
        int[] classes = new int[count];
        long[] masks = new long[count * SIDE * SIDE];
        float[] boxes = new float[count * BOX];
        for (int i = 0; i < count; i++) {
            Item digit = digits.item(first + i);
            classes[i] = digits.classOf(first + i);
            Canvas canvas = new Canvas(pixels, masks, i * SIDE * SIDE);
            Rng stream = rng.split(first + i);
            canvas.strokes(stream);
            float[] box = canvas.digit(ink(digit), stream);
            boxes[i * BOX] = classes[i];
            System.arraycopy(box, 0, boxes, i * BOX + 1, BOX - 1);
        }
        return new DigitScenes(
                new Array.Bytes(Shape.of(count, 1, SIDE, SIDE), pixels),
                classes,
                new Array.Longs(Shape.of(count, SIDE, SIDE), masks),
                new Array.Floats(Shape.of(count, 1, BOX), boxes));
    }

    /** Both parts of the digits that come with Vivace: four fifths to learn from, and the rest to judge by. */
    static DigitScenes[] parts(long seed) {
        ArrayDataSet digits = Digits.load();
        int learned = digits.size() * 4 / 5;
        Rng rng = Rng.of(seed).split("scenes");
        return new DigitScenes[] {of(digits, 0, learned, rng), of(digits, learned, digits.size() - learned, rng)};
    }

    /** Which digit is it? */
    ArrayDataSet named() {
        return ArrayDataSet.of(
                pictures,
                classes,
                new Task.Classification(
                        IntStream.range(0, 10).mapToObj(Integer::toString).toList()));
    }

    private static float[] ink(Item digit) {
        float[] ink = new float[DIGIT * DIGIT];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = digit.input() instanceof Array.Floats numbers
                    ? numbers.values()[i]
                    : ((Array.Bytes) digit.input()).values()[i] & 0xFF;
        }
        return ink;
    }

    /**
     * One scene within the arrays of all.
     *
     * @param start of the scene in the arrays
     */
    private record Canvas(byte[] pixels, long[] masks, int start) {
        /** Short straight strokes as dark or light as a digit's. */
        void strokes(Rng rng) {
            for (int stroke = 0; stroke < STROKES; stroke++) {
                double angle = 2 * Math.PI * rng.nextDouble();
                double x = SIDE * rng.nextDouble();
                double y = SIDE * rng.nextDouble();
                int level = 60 + rng.nextInt(160);
                for (int step = 0; step < STROKE_LENGTH; step++) {
                    int column = (int) (x + step * StrictMath.cos(angle));
                    int row = (int) (y + step * StrictMath.sin(angle));
                    if (column >= 0 && column < SIDE && row >= 0 && row < SIDE) {
                        pixels[start + row * SIDE + column] = (byte) level;
                    }
                }
            }
        }

        /** Lays a digit on the scene, and gives the box of its ink: left, top, right, bottom. */
        float[] digit(float[] ink, Rng rng) {
            int size = SMALLEST + rng.nextInt(LARGEST - SMALLEST + 1);
            int left = rng.nextInt(SIDE - size + 1);
            int top = rng.nextInt(SIDE - size + 1);
            float[] box = {SIDE, SIDE, 0, 0};
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    float level = between(ink, (column + 0.5) * DIGIT / size - 0.5, (row + 0.5) * DIGIT / size - 0.5);
                    int place = start + (top + row) * SIDE + left + column;
                    if (level >= INK) {
                        masks[place] = 1;
                        box[0] = Math.min(box[0], left + column);
                        box[1] = Math.min(box[1], top + row);
                        box[2] = Math.max(box[2], left + column + 1);
                        box[3] = Math.max(box[3], top + row + 1);
                    }
                    pixels[place] = (byte) Math.max(pixels[place] & 0xFF, Math.min(255, Math.round(level * 16)));
                }
            }
            return box;
        }

        /** The ink between pixels, by the nearest four. */
        private static float between(float[] ink, double x, double y) {
            double column = Math.max(0, Math.min(DIGIT - 1, x));
            double row = Math.max(0, Math.min(DIGIT - 1, y));
            int left = Math.min(DIGIT - 2, (int) column);
            int top = Math.min(DIGIT - 2, (int) row);
            double right = column - left;
            double down = row - top;
            int at = top * DIGIT + left;
            return (float) ((1 - down) * ((1 - right) * ink[at] + right * ink[at + 1])
                    + down * ((1 - right) * ink[at + DIGIT] + right * ink[at + DIGIT + 1]));
        }
    }
}
