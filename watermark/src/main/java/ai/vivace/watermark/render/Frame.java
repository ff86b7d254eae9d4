package ai.vivace.watermark.render;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Unit;
import java.util.OptionalDouble;

/**
 * The picture as it is shown, as far as lengths depend on it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param resolution in dots per inch, where the picture says so
 */
record Frame(int width, int height, OptionalDouble resolution) {
    static Frame of(PictureView view) {
        Box shown = view.orientation().shown(Box.of(view.width(), view.height()));
        return new Frame(shown.width(), shown.height(), view.resolution());
    }

    /** All of the picture. */
    Box box() {
        return Box.of(width, height);
    }

    /** A length in pixels. */
    double pixels(Length length) {
        return length.inPixels(width, height, resolution);
    }

    /** A length in pixels, where the text has a size in pixels. */
    double pixels(Length length, double em) {
        return length.unit() == Unit.EM ? length.amount() * em : pixels(length);
    }
}
