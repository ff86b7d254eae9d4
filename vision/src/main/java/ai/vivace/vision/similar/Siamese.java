package ai.vivace.vision.similar;

import ai.vivace.base.InputException;
import ai.vivace.nn.Container;
import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Arrays;
import java.util.Map;

/**
 * One network that looks at several pictures of an item (Bromley 1993): [N, pictures, channels, height, width] to their embeddings [N,
 * pictures, width]. With {@link SiameseLoss} what belongs together comes near.
 *
 * <p>State: {@code trunk.…} as in the network.
 */
public final class Siamese extends UnaryLayer implements Container {
    private static final String TRUNK = "trunk";

    private final UnaryLayer trunk;

    /**
     * Looks by a network.
     *
     * @param trunk from pictures [N, channels, height, width] to embeddings [N, width]
     */
    public static Siamese of(UnaryLayer trunk) {
        return new Siamese(trunk);
    }

    static Siamese build(Map<String, Layer> children) {
        if (children.size() == 1 && children.get(TRUNK) instanceof UnaryLayer trunk) {
            return of(trunk);
        }
        throw new InputException("A Siamese network has one trunk, but came " + children.keySet() + ".");
    }

    private Siamese(UnaryLayer trunk) {
        this.trunk = child(TRUNK, trunk);
    }

    /** The network itself, for the embedding of single pictures. */
    public UnaryLayer trunk() {
        return trunk;
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor embeddings = trunk.apply(flat(input));
        if (embeddings.rank() != 2) {
            throw new TensorException("the trunk must give embeddings [N, width], but gives " + embeddings.shape());
        }
        return embeddings.reshape(input.size(0), input.size(1), embeddings.size(1));
    }

    private static Tensor flat(Tensor input) {
        if (input.rank() < 3) {
            throw new TensorException("the input must be [N, pictures, …], but has shape " + input.shape());
        }
        long[] sizes = input.shape().toArray();
        long[] flat = Arrays.copyOfRange(sizes, 1, sizes.length);
        flat[0] = sizes[0] * sizes[1];
        return input.reshape(flat);
    }
}
