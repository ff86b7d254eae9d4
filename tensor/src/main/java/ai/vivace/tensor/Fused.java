package ai.vivace.tensor;

import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.TensorVector;

/**
 * Optimizer steps that the engine does for a whole parameter group in one pass over memory. The engine takes it for granted that
 * a parameter, its gradient and its state lie in memory in the same order; here a gradient that does not is copied first.
 */
public final class Fused {
    private static final class Operators {
        static final Operator SGD = new Operator("aten::_fused_sgd_", "");
        static final Operator ADAM = new Operator("aten::_fused_adam_", "");
        static final Operator ADAMW = new Operator("aten::_fused_adamw_", "");

        // Arguments that never change, made once.
        static final IValue NO_TENSORS =
                Operator.list(new TensorVector().retainReference()).retainReference();
        static final IValue NONE = Operator.none().retainReference();
        static final IValue NO = new IValue(false).retainReference();
    }

    private Fused() {}

    /**
     * m ← momentum·m + (1 − dampening)·g (m ← g at the first step); p ← p − rate·m, or p − rate·(g + momentum·m) with Nesterov's look-ahead.
     *
     * @param averages the momentum buffers; not looked at when momentum is 0
     */
    public static void sgd(
            TensorList parameters,
            TensorList gradients,
            TensorList averages,
            double rate,
            double momentum,
            double dampening,
            boolean nesterov,
            boolean firstStep) {
        Operators.SGD.call(
                parameters.list(),
                gradients.inMemoryOrderOf(parameters).list(),
                momentum == 0 ? Operators.NO_TENSORS : averages.list(),
                new IValue(0.0),
                new IValue(momentum),
                new IValue(rate),
                new IValue(dampening),
                new IValue(nesterov),
                Operators.NO,
                new IValue(firstStep),
                Operators.NONE,
                Operators.NONE);
    }

    /**
     * Adam (Kingma and Ba 2014) with bias correction; with decoupled decay p ← p·(1 − rate·decay) first (Loshchilov and
     * Hutter 2017), else without decay.
     *
     * @param averages running means of gradients
     * @param squares running means of squared gradients
     * @param steps for each parameter, a float scalar that counts its steps, this one included
     */
    public static void adam(
            TensorList parameters,
            TensorList gradients,
            TensorList averages,
            TensorList squares,
            TensorList steps,
            double rate,
            double momentum,
            double squareMomentum,
            double epsilon,
            double decoupledDecay) {
        Operator operator = decoupledDecay == 0 ? Operators.ADAM : Operators.ADAMW;
        operator.call(
                parameters.list(),
                gradients.inMemoryOrderOf(parameters).list(),
                averages.list(),
                squares.list(),
                Operators.NO_TENSORS,
                steps.list(),
                new IValue(rate),
                new IValue(momentum),
                new IValue(squareMomentum),
                new IValue(decoupledDecay),
                new IValue(epsilon),
                Operators.NO,
                Operators.NO,
                Operators.NONE,
                Operators.NONE);
    }
}
