package ai.vivace.loss;

import ai.vivace.base.InputException;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;

/**
 * Outputs and class numbers as a table, one row for each answer; rows that are ignored are marked and have class 0.
 *
 * @param output the outputs as they came, [N, classes] or [N, classes, d…]
 * @param target the class numbers as they came, [N] or [N, d…]
 * @param logits [rows, classes]
 * @param classes [rows]
 * @param ignored which rows do not count, [rows]
 */
record ClassRows(Tensor output, Tensor target, Tensor logits, Tensor classes, Tensor ignored) {
    /** Compares shapes only: looking at the values of every batch would cost more than a loss. */
    static ClassRows of(ClassLoss loss, Tensor output, Tensor target) {
        if (!fit(output, target)) {
            throw unfit(loss, output, target);
        }
        Tensor logits = output.rank() == 2
                ? output
                : output.flatten(2, -1).transpose(1, 2).flatten(0, 1);
        Tensor numbers = target.flatten(0, -1);
        Tensor ignored = numbers.eq((double) loss.ignored());
        return new ClassRows(output, target, logits, numbers.maskedFill(ignored, 0), ignored);
    }

    private static boolean fit(Tensor output, Tensor target) {
        Shape logits = output.shape();
        Shape given = target.shape();
        boolean fit = target.dtype() == DType.INT64 && logits.rank() >= 2 && given.rank() == logits.rank() - 1;
        for (int i = 0; fit && i < given.rank(); i++) {
            fit = given.size(i) == logits.size(i == 0 ? 0 : i + 1);
        }
        return fit;
    }

    private static InputException unfit(ClassLoss loss, Tensor output, Tensor target) {
        String problem = ClassTargets.problem(output, target, loss.ignored());
        return new InputException(loss + ": "
                + (problem == null
                        ? "the targets are probabilities, but this loss takes class numbers, int64; cross-entropy takes both."
                        : problem));
    }

    /** The losses of all rows, 0 where ignored; errors say what is wrong with the targets. */
    Tensor losses(ClassLoss loss) {
        try {
            return loss.rows(logits, classes).maskedFill(ignored, 0);
        } catch (TensorException e) {
            String problem = ClassTargets.problem(output, target, loss.ignored());
            throw problem == null ? e : new InputException(loss + ": " + problem, e);
        }
    }

    /** 1 for each row that counts. */
    Tensor counted() {
        return ignored.not().to(output.dtype());
    }

    /** Whether an item is a single row. */
    boolean isFlat() {
        return output.rank() == 2;
    }

    /** Rows as they belong to items, [N, rows of one]. */
    Tensor byItem(Tensor rows) {
        return rows.reshape(output.size(0), -1);
    }
}
