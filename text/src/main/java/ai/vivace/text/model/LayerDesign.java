package ai.vivace.text.model;

import ai.vivace.init.Initializer;
import ai.vivace.init.Initializers;
import org.jspecify.annotations.Nullable;

/** What a layer of a transformer is made of. */
record LayerDesign(
        long width,
        Heads heads,
        double scale,
        boolean queryKeyNorm,
        long hidden,
        FeedForward feedForward,
        Norm norm,
        Order order,
        Biases biases,
        Dropouts dropouts,
        LayerNames names,
        Projection.Orientation orientation,
        Rules rules) {
    /** Where the norms stand. */
    enum Order {
        /** x + f(norm(x)). */
        BEFORE,
        /** norm(x + f(x)). */
        AFTER
    }

    /** How weights start. */
    record Rules(Initializer query, Initializer keyValue, Initializer output, Initializer up, Initializer down) {
        static Rules all(Initializer rule) {
            return new Rules(rule, rule, rule, rule, rule);
        }

        /** One rule for all, but another for what is added to the residual stream. */
        static Rules residual(Initializer rule, Initializer residual) {
            return new Rules(rule, rule, residual, rule, residual);
        }
    }

    Projection queryLike(long outputs, Initializer rule) {
        return new Projection(width, outputs, orientation, rule, biases.ofQueries() ? Initializers.zeros() : null);
    }

    Projection other(long inputs, long outputs, Initializer rule) {
        return new Projection(inputs, outputs, orientation, rule, otherBias());
    }

    private @Nullable Initializer otherBias() {
        return biases.ofOthers() ? Initializers.zeros() : null;
    }

    /** How many parameters a layer has. */
    long parameters(boolean crossing) {
        long queries = heads.queryWidth();
        long keys = heads.keyWidth();
        long attention = width * (queries + 2 * keys) + queries * width;
        attention += biases.ofQueries() ? queries + 2 * keys : 0;
        attention += biases.ofOthers() ? width : 0;
        attention += queryKeyNorm ? 2 * heads.width() : 0;
        long second = (feedForward.isGated() ? 3 : 2) * width * hidden;
        second += biases.ofOthers() ? (feedForward.isGated() ? 2 : 1) * hidden + width : 0;
        long parts = crossing ? 2 * attention : attention;
        return parts + second + (crossing ? 3 : 2) * norm.parameters(width);
    }
}
