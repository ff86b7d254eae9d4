package ai.vivace.nn;

import static java.util.Map.entry;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;
import java.util.Map;

/** Takes maxima into a given height and width, whatever the input's: [N, channels, H, W] to [N, channels, height, width]. */
public final class AdaptiveMaxPool2d extends UnaryLayer {
    private final Size2d size;

    /** Into a square; 1 gives one value for each channel. */
    public static AdaptiveMaxPool2d of(long side) {
        return of(Size2d.square(side));
    }

    /** Into any height and width. */
    public static AdaptiveMaxPool2d of(Size2d size) {
        return new AdaptiveMaxPool2d(size);
    }

    static AdaptiveMaxPool2d build(Settings settings) {
        return of(Size2d.of(settings, "size"));
    }

    private AdaptiveMaxPool2d(Size2d size) {
        this.size = size.positive("An output size");
    }

    @Override
    protected Tensor forward(Tensor input) {
        return Functional.adaptiveMaxPool2d(input, size.height(), size.width());
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(entry("size", size.toList()));
    }
}
