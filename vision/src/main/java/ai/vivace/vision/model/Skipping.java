package ai.vivace.vision.model;

import ai.vivace.nn.Layer;
import java.util.List;

/**
 * A layer in which something goes past other layers and is joined with what they give, by code that no run shows. It tells {@linkplain
 * Blueprint drawings} where. Layers with one sum are {@link ai.vivace.nn.ResidualBlock}s instead.
 */
public interface Skipping {
    /** What becomes of two maps where they meet. */
    enum Joint {
        /** They are added. */
        ADDED("+"),
        /** Their channels stand beside one another. */
        BESIDE("&");

        private final String sign;

        Joint(String sign) {
            this.sign = sign;
        }

        /** How it is drawn. */
        String sign() {
            return sign;
        }
    }

    /**
     * One way past.
     *
     * @param first the first layer that is passed: what goes into it also goes past
     * @param last the last layer that is passed: with its output it is joined
     * @param joint how
     */
    record Skip(Layer first, Layer last, Joint joint) {}

    /** All ways past, within this layer. */
    List<Skip> skips();
}
