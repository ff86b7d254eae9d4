package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.List;

/**
 * Losses that compare pictures by what a trained network makes of them (Gatys 2015, Johnson 2016), from features [N, channels, height,
 * width] of its layers. Each gives one loss for each item.
 */
public final class Perceptual {
    private Perceptual() {}

    /** How channels go together, wherever in the picture: F·Fᵀ / (channels · height · width), [N, channels, channels]. */
    public static Tensor gram(Tensor features) {
        InputException.require(
                features.rank() == 4,
                () -> "Features must be [N, channels, height, width], but have shape " + features.shape() + ".");
        Tensor flat = features.flatten(2, -1);
        return flat.matmul(flat.transpose(1, 2)).div((double) features.size(1) * features.size(2) * features.size(3));
    }

    /**
     * The mean squared difference of features: whether the same things are in the same places.
     *
     * @throws InputException when the shapes differ
     */
    public static Tensor content(Tensor features, Tensor wanted) {
        InputException.require(
                features.rank() == 4 && features.shape().equals(wanted.shape()),
                () -> "Features must be two times [N, channels, height, width], but came " + features.shape() + " and "
                        + wanted.shape() + ".");
        return features.sub(wanted).square().flatten(1, -1).mean(1);
    }

    /**
     * The sum over layers of the squared differences of Gram matrices (their Frobenius norm squared): whether the texture is the same.
     *
     * @param layers features of some layers
     * @param wanted features of the same layers for the picture with the wanted style; sizes may differ, channels not
     * @throws InputException when there are not as many layers on both sides
     */
    public static Tensor style(List<Tensor> layers, List<Tensor> wanted) {
        InputException.require(
                !layers.isEmpty() && layers.size() == wanted.size(),
                () -> "Style needs features of the same layers on both sides, but came " + layers.size() + " and "
                        + wanted.size() + ".");
        Tensor total = styleOf(layers.get(0), wanted.get(0));
        for (int i = 1; i < layers.size(); i++) {
            total = total.add(styleOf(layers.get(i), wanted.get(i)));
        }
        return total;
    }

    private static Tensor styleOf(Tensor features, Tensor wanted) {
        return gram(features).sub(gram(wanted)).square().flatten(1, -1).sum(1);
    }
}
