package ai.vivace.nn;

import ai.vivace.base.InputException;
import java.util.Locale;

/**
 * What a pooling layer looks at: windows of a size, at steps, over an input with a border.
 *
 * <p>The output has (size + 2 · padding - kernel) / stride + 1 rows or columns, rounded as told.
 *
 * @param kernel the window's size
 * @param stride the step from window to window
 * @param padding the border on each side; at most half of the kernel
 * @param rounding what happens to a window that does not fit at the end
 */
public record Window(Size2d kernel, Size2d stride, Size2d padding, Rounding rounding) {
    /** Whether a window that reaches over the end counts. */
    public enum Rounding {
        /** It is left out: PyTorch's default. */
        DOWN,
        /** It counts, with what there is of it: PyTorch's {@code ceil_mode}. */
        UP
    }

    public Window {
        kernel.positive("A kernel");
        stride.positive("A stride");
        Size2d size = kernel;
        Size2d border = padding;
        InputException.require(
                2 * border.height() <= size.height() && 2 * border.width() <= size.width(),
                () -> "Padding may be at most half of the kernel, but is " + border + " for a kernel of " + size + ".");
    }

    /** Square windows side by side. */
    public static Window square(long side) {
        return of(Size2d.square(side));
    }

    /** Windows side by side. */
    public static Window of(Size2d kernel) {
        return new Window(kernel, kernel, Size2d.square(0), Rounding.DOWN);
    }

    /** The same window at other steps. */
    public Window stride(long stride) {
        return new Window(kernel, Size2d.square(stride), padding, rounding);
    }

    /** The same window over a border. */
    public Window padding(long padding) {
        return new Window(kernel, stride, Size2d.square(padding), rounding);
    }

    /** The same window with another rule for the end. */
    public Window rounding(Rounding rounding) {
        return new Window(kernel, stride, padding, rounding);
    }

    static Window of(Settings settings) {
        return new Window(
                Size2d.of(settings, "kernel"),
                Size2d.of(settings, "stride"),
                Size2d.of(settings, "padding"),
                settings.choice("rounding", Rounding.class));
    }

    String roundingName() {
        return rounding.name().toLowerCase(Locale.ROOT);
    }
}
