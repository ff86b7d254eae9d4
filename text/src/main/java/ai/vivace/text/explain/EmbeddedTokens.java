package ai.vivace.text.explain;

import ai.vivace.base.InputException;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Tensor;
import java.util.function.Consumer;

/** A network whose first layer makes vectors of tokens: shows these vectors, and runs it on others. */
record EmbeddedTokens(UnaryLayer network) {
    /** The vectors of tokens, [N, T, width]. */
    Tensor vectors(Tensor tokens) {
        Tensor[] seen = new Tensor[1];
        run(tokens, vectors -> seen[0] = vectors.detach().copy());
        return seen[0];
    }

    /** What the network answers when tokens have other vectors, [N, classes]; with gradients of these. */
    Tensor answers(Tensor tokens, Tensor vectors) {
        return run(tokens, own -> own.copyFrom(vectors));
    }

    private Tensor run(Tensor tokens, Consumer<Tensor> first) {
        boolean[] found = new boolean[1];
        UnaryLayer.Observation watching = UnaryLayer.observeAll(network, (path, layer, input, output) -> {
            if (!found[0] && input.dtype() == DType.INT64 && output.dtype().isFloating() && output.rank() == 3) {
                found[0] = true;
                first.accept(output);
            }
        });
        try (watching) {
            Tensor answers = network.evaluating(() -> network.apply(tokens));
            InputException.require(
                    found[0] && answers.rank() == 2,
                    () ->
                            "Classifiers of texts are explained, with an embedding of tokens first and answers [N, classes], but this network"
                                    + (found[0] ? " answers " + answers.shape() + "." : " has no embedding."));
            return answers;
        }
    }
}
