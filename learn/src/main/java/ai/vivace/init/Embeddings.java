package ai.vivace.init;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Scope;

/** Rules for embeddings: [count, width]. They go by a deviation, never by fans, since an embedding adds nothing up. */
public final class Embeddings {
    private Embeddings() {}

    /** N(0, 1): PyTorch's and T5's. */
    public static Initializer standard() {
        return Initializers.normal(0, 1);
    }

    /** fastai's: N(0, 0.01) with its tails {@linkplain TruncatedNormal#folded folded}. */
    public static Initializer fastai() {
        return TruncatedNormal.folded(0.01);
    }

    /** N(0, 0.02): BERT's and GPT-2's. */
    public static Initializer transformer() {
        return Transformers.gpt2();
    }

    /** Uniform within ±0.1: AWD-LSTM's (Merity 2017). */
    public static Initializer awdLstm() {
        return Initializers.uniform(-0.1, 0.1);
    }

    /** By another rule, with zeros in the row of the padding. */
    public static Initializer padded(Initializer rule, long padding) {
        return (tensor, rng) -> {
            InputException.require(
                    padding >= 0 && padding < tensor.size(0),
                    () -> "The padding's number must be from 0 to " + (tensor.size(0) - 1) + ", but is " + padding
                            + ".");
            rule.initialize(tensor, rng);
            try (Scope scope = Scope.open()) {
                tensor.select(0, padding).fill(0);
            }
        };
    }
}
