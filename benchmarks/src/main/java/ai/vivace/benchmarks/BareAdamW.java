package ai.vivace.benchmarks;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The two ways to do an AdamW step with the engine alone; rate 1e-3 and PyTorch's other defaults. */
final class BareAdamW {
    private BareAdamW() {}

    static Runnable ofClass(List<Tensor> parameters) {
        AdamW optimizer = new AdamW(vector(parameters), new AdamWOptions(1e-3));
        return optimizer::step;
    }

    static Runnable fused(List<Tensor> parameters) {
        OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adamw_", "");
        TensorVector values = vector(parameters);
        TensorVector averages = zeros(parameters);
        TensorVector squares = zeros(parameters);
        TensorVector counters = new TensorVector(parameters.size());
        Tensor counter = torch.zeros(new long[0]);
        for (int i = 0; i < parameters.size(); i++) {
            counters.put(i, counter);
        }
        org.bytedeco.pytorch.Scalar one = new org.bytedeco.pytorch.Scalar(1.0);
        return () -> {
            try (PointerScope scope = new PointerScope()) {
                GradMode.set_enabled(false);
                TensorVector gradients = new TensorVector(parameters.size());
                for (int i = 0; i < parameters.size(); i++) {
                    gradients.put(i, parameters.get(i).grad());
                }
                counter.add_(one);
                operator.callBoxed(new IValueVector(
                        list(values),
                        list(gradients),
                        list(averages),
                        list(squares),
                        list(new TensorVector()),
                        list(counters),
                        new IValue(1e-3),
                        new IValue(0.9),
                        new IValue(0.999),
                        new IValue(0.01),
                        new IValue(1e-8),
                        new IValue(false),
                        new IValue(false),
                        new IValue(),
                        new IValue()));
                GradMode.set_enabled(true);
            }
        };
    }

    private static IValue list(TensorVector tensors) {
        return new IValue(new GenericList(new TensorList(tensors)));
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(Tensor[]::new));
    }

    private static TensorVector zeros(List<Tensor> parameters) {
        return vector(parameters.stream().map(torch::zeros_like).toList());
    }
}
