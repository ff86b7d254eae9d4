package ai.vivace.learn;

import ai.vivace.nn.Container;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what the layers of a model give, in the order in which they do, until it is closed. Containers only pass on. */
final class ActivityProbe implements AutoCloseable {
    private final UnaryLayer.Observation observation;
    private final List<Seen> seen = new ArrayList<>();

    /** One use of a layer. */
    record Seen(String path, UnaryLayer layer, Tensor output) {
        LayerActivity forward() {
            return new LayerActivity(
                    path,
                    layer.getClass().getSimpleName(),
                    output.shape(),
                    Activity.forward(layer, output),
                    Optional.empty());
        }
    }

    ActivityProbe(UnaryLayer model) {
        observation = UnaryLayer.observeAll(model, (path, used, from, to) -> {
            if (!(used instanceof Container)) {
                seen.add(new Seen(path, used, to));
            }
        });
    }

    /** All uses of layers so far. The outputs live as long as the scope they were made in. */
    List<Seen> seen() {
        return seen;
    }

    @Override
    public void close() {
        observation.close();
    }
}
