package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Shadow;

/**
 * Where a shadow falls, in whole pixels, and how it is blurred.
 *
 * @param right how far to the right of what throws it
 * @param down how far below
 * @param blur of it
 */
record Cast(int right, int down, Blur blur) {
    private static final double MOST_BLUR = 1000;

    /**
     * What a shadow is at a size.
     *
     * @param size of the text in pixels
     * @param scale of all lengths
     */
    static Cast of(Shadow shadow, Frame frame, double size, double scale) {
        double blur = frame.pixels(shadow.blur(), size) * scale;
        InputException.require(
                blur <= MOST_BLUR,
                () -> "The blur of a shadow is at most " + (int) MOST_BLUR + " pixels, but is " + Math.round(blur)
                        + ". Give a smaller one, such as 0.1em.");
        return new Cast(
                (int) Math.rint(frame.pixels(shadow.right(), size) * scale),
                (int) Math.rint(frame.pixels(shadow.down(), size) * scale),
                Blur.of(blur / 2));
    }

    /** Where the shadow of a box can be seen. */
    Box of(Box box) {
        return grown(box).moved(right, down);
    }

    /** What can throw a shadow into a box. */
    Box sources(Box box) {
        return grown(box).moved(-right, -down);
    }

    private Box grown(Box box) {
        int reach = blur.reach();
        return new Box(box.x() - reach, box.y() - reach, box.width() + 2 * reach, box.height() + 2 * reach);
    }

    /**
     * The shadow in a part.
     *
     * @param coverage of what throws it
     * @param area that the coverage is of; has all sources of the part
     */
    int[] shadow(int[] coverage, Box area, Box part) {
        Box sources = sources(part);
        int[] values = cut(coverage, area, sources);
        blur.apply(values, sources.width(), sources.height());
        return blur.reach() == 0 ? values : cut(values, sources, part.moved(-right, -down));
    }

    private static int[] cut(int[] values, Box of, Box part) {
        int[] cut = new int[Math.toIntExact(part.pixels())];
        for (int y = 0; y < part.height(); y++) {
            int from = (part.y() - of.y() + y) * of.width() + part.x() - of.x();
            System.arraycopy(values, from, cut, y * part.width(), part.width());
        }
        return cut;
    }
}
