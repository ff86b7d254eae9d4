package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/** The largest value of each window: [N, channels, H, W] to [N, channels, H', W']. A border counts as minus infinity. */
public final class MaxPool2d extends UnaryLayer {
    private final Window window;
    private final long[] kernel;
    private final long[] stride;
    private final long[] padding;
    private final boolean ceiling;

    /** Square windows side by side. */
    public static MaxPool2d of(long side) {
        return of(Window.square(side));
    }

    /** Windows of any kind: {@code Window.square(3).stride(2).padding(1)} in ResNet, say. */
    public static MaxPool2d of(Window window) {
        return new MaxPool2d(window);
    }

    static MaxPool2d build(Settings settings) {
        return of(Window.of(settings));
    }

    private MaxPool2d(Window window) {
        this.window = window;
        kernel = window.kernel().toArray();
        stride = window.stride().toArray();
        padding = window.padding().toArray();
        ceiling = window.rounding() == Window.Rounding.UP;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.maxPool2d(input, kernel, stride, padding, ceiling);
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("kernel", window.kernel().toList()),
                entry("stride", window.stride().toList()),
                entry("padding", window.padding().toList()),
                entry("rounding", window.roundingName()));
    }
}
