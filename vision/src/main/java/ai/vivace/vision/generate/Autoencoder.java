package ai.vivace.vision.generate;

import ai.vivace.base.InputException;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plain autoencoder: linear layers with ReLU bring a picture down to a few numbers and back up, ending in a sigmoid. Train it to give
 * back its input, by {@link Reconstruction}.
 */
public final class Autoencoder {
    private Autoencoder() {}

    /** 784-128-64-12-3 and back for pictures of 28 x 28 pixels: 219 891 parameters. */
    public static Sequential standard(Shape picture) {
        return of(picture, 128, 64, 12, 3);
    }

    /**
     * An autoencoder with children {@code encoder} and {@code decoder}, whose linear layers are 1, 3, 5, … and 0, 2, 4, ….
     *
     * @param picture the shape of one picture
     * @param widths of the layers on the way down; the last is that of the code
     */
    public static Sequential of(Shape picture, long... widths) {
        InputException.require(widths.length > 0, () -> "An autoencoder needs the width of its code.");
        List<UnaryLayer> down = new ArrayList<>();
        List<UnaryLayer> up = new ArrayList<>();
        down.add(Flatten.of());
        long before = picture.elements();
        for (int i = 0; i < widths.length; i++) {
            if (i > 0) {
                down.add(Activation.relu());
            }
            down.add(Linear.of(before, widths[i]));
            before = widths[i];
        }
        for (int i = widths.length - 1; i >= 0; i--) {
            up.add(Linear.of(widths[i], i == 0 ? picture.elements() : widths[i - 1]));
            up.add(Activation.of(i == 0 ? Nonlinearity.SIGMOID : Nonlinearity.RELU));
        }
        up.add(Unflatten.of(picture.toArray()));
        Map<String, UnaryLayer> parts = new LinkedHashMap<>();
        parts.put("encoder", Sequential.of(down.toArray(UnaryLayer[]::new)));
        parts.put("decoder", Sequential.of(up.toArray(UnaryLayer[]::new)));
        return Sequential.of(parts);
    }
}
