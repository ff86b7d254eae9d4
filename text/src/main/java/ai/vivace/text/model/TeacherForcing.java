package ai.vivace.text.model;

import ai.vivace.base.InputException;
import ai.vivace.nn.Container;
import ai.vivace.nn.Layer;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.Map;

/**
 * A translator as a layer that learners take: from texts with their answers, int64 [N, 2, length], to the logits of the answers' tokens, [N, T,
 * vocabulary], each given the right ones before it. T is the longest answer of the batch: what only fills up all rows is cut off.
 *
 * <p>State: {@code translator.…} as in the model.
 */
public final class TeacherForcing extends UnaryLayer implements Container {
    private static final String CHILD = "translator";

    private final Translator translator;

    /** A layer of a translator, which it owns from then on. */
    public static <M extends Layer & Translator> TeacherForcing of(M translator) {
        return new TeacherForcing(translator, translator);
    }

    static TeacherForcing build(Map<String, Layer> children) {
        Layer layer = children.get(CHILD);
        if (children.size() == 1 && layer instanceof Translator translator) {
            return new TeacherForcing(layer, translator);
        }
        throw new InputException("Teacher forcing needs one translator, but came " + children.keySet() + ".");
    }

    private TeacherForcing(Layer layer, Translator translator) {
        child(CHILD, layer);
        this.translator = translator;
    }

    /** The model, for writing answers. */
    public Translator translator() {
        return translator;
    }

    @Override
    protected Tensor forward(Tensor input) {
        if (input.rank() != 3 || input.size(1) != 2) {
            throw new TensorException("texts with their answers are int64 [N, 2, length], but came " + input.dtype()
                    + " " + input.shape());
        }
        Tensor source = cut(input.select(1, 0));
        Tensor mask = source.ne((double) translator.padding());
        return translator.logits(source, AttentionMask.attending(mask), cut(input.select(1, 1)));
    }

    /** Rows up to the last column that is not padding in all of them; at least one column. */
    private Tensor cut(Tensor rows) {
        Tensor places = Positions.range(1, rows.size(1), rows);
        long length =
                (long) rows.ne((double) translator.padding()).mul(places).max().item();
        return rows.narrow(1, 0, Math.max(1, length)).contiguous();
    }
}
