package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Locale;
import java.util.Map;

/** The mean of each window: [N, channels, H, W] to [N, channels, H', W']. */
public final class AveragePool2d extends UnaryLayer {
    /** What a window's share of the border does to its mean. */
    public enum Border {
        /** It counts as zeros: PyTorch's default. */
        COUNTED,
        /** It does not count: the mean is over what there is. */
        IGNORED
    }

    private final Window window;
    private final Border border;
    private final long[] kernel;
    private final long[] stride;
    private final long[] padding;
    private final boolean ceiling;

    /** Square windows side by side. */
    public static AveragePool2d of(long side) {
        return of(Window.square(side), Border.COUNTED);
    }

    /** Windows of any kind. */
    public static AveragePool2d of(Window window, Border border) {
        return new AveragePool2d(window, border);
    }

    static AveragePool2d build(Settings settings) {
        return of(Window.of(settings), settings.choice("border", Border.class));
    }

    private AveragePool2d(Window window, Border border) {
        this.window = window;
        this.border = border;
        kernel = window.kernel().toArray();
        stride = window.stride().toArray();
        padding = window.padding().toArray();
        ceiling = window.rounding() == Window.Rounding.UP;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.averagePool2d(input, kernel, stride, padding, ceiling, border == Border.COUNTED);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("kernel", window.kernel().toList()),
                entry("stride", window.stride().toList()),
                entry("padding", window.padding().toList()),
                entry("rounding", window.roundingName()),
                entry("border", border.name().toLowerCase(Locale.ROOT)));
    }
}
