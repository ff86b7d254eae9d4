package ai.vivace.learn;

import ai.vivace.tensor.Shape;
import java.util.Optional;

/**
 * One use of a layer for a batch.
 *
 * @param path the layer's name in the model's tree
 * @param type its simple class name
 * @param shape of what it gave
 * @param forward what it gave
 * @param backward the gradient of the loss with respect to that; empty where none flows
 */
public record LayerActivity(String path, String type, Shape shape, Activity forward, Optional<Activity> backward) {
    /** As messages name it. */
    String name() {
        return path.isEmpty() ? type : path + " " + type;
    }
}
