package ai.vivace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The networks of {@link Workload} as plain calls of the engine on tensors of our own. */
final class BareNetwork {
    private final List<Tensor> parameters = new ArrayList<>();
    private final UnaryOperator<Tensor> forward;

    private BareNetwork(Workload workload) {
        forward = switch (workload) {
            case MLP -> mlp();
            case SIMPLECNN -> simpleCnn();
            case RESNET18 -> resnet18();
        };
    }

    static BareNetwork of(Workload workload) {
        return new BareNetwork(workload);
    }

    List<Tensor> parameters() {
        return parameters;
    }

    Tensor forward(Tensor input) {
        return forward.apply(input);
    }

    private UnaryOperator<Tensor> mlp() {
        UnaryOperator<Tensor> hidden = linear(784, 128);
        UnaryOperator<Tensor> head = linear(128, Workload.CLASSES);
        return x -> head.apply(hidden.apply(x.flatten(1, -1)).relu());
    }

    private UnaryOperator<Tensor> simpleCnn() {
        int[] widths = {1, 16, 32, 64, 128};
        List<UnaryOperator<Tensor>> body = new ArrayList<>();
        for (int i = 1; i < widths.length; i++) {
            body.add(convolution(widths[i - 1], widths[i], 3, 2));
            body.add(batchNorm(widths[i]));
            body.add(Tensor::relu);
        }
        return chain(body, linear(128, Workload.CLASSES));
    }

    private UnaryOperator<Tensor> resnet18() {
        List<UnaryOperator<Tensor>> body = new ArrayList<>();
        body.add(convolution(3, 64, 7, 2));
        body.add(batchNorm(64));
        body.add(Tensor::relu);
        long[] kernel = {3, 3};
        long[] stride = {2, 2};
        long[] padding = {1, 1};
        long[] dilation = {1, 1};
        body.add(x -> torch.max_pool2d(x, kernel, stride, padding, dilation, false));
        int[] widths = {64, 64, 128, 256, 512};
        for (int i = 1; i < widths.length; i++) {
            body.add(block(widths[i - 1], widths[i], i == 1 ? 1 : 2));
            body.add(block(widths[i], widths[i], 1));
        }
        return chain(body, linear(512, Workload.CLASSES));
    }

    private UnaryOperator<Tensor> block(int inputs, int outputs, int stride) {
        UnaryOperator<Tensor> conv1 = convolution(inputs, outputs, 3, stride);
        UnaryOperator<Tensor> bn1 = batchNorm(outputs);
        UnaryOperator<Tensor> conv2 = convolution(outputs, outputs, 3, 1);
        UnaryOperator<Tensor> bn2 = batchNorm(outputs);
        UnaryOperator<Tensor> shortcut = x -> x;
        if (inputs != outputs) {
            UnaryOperator<Tensor> conv = convolution(inputs, outputs, 1, stride);
            UnaryOperator<Tensor> norm = batchNorm(outputs);
            shortcut = x -> norm.apply(conv.apply(x));
        }
        UnaryOperator<Tensor> way = shortcut;
        return x -> bn2.apply(conv2.apply(bn1.apply(conv1.apply(x)).relu()))
                .add(way.apply(x))
                .relu();
    }

    private static UnaryOperator<Tensor> chain(List<UnaryOperator<Tensor>> body, UnaryOperator<Tensor> head) {
        return x -> {
            Tensor value = x;
            for (UnaryOperator<Tensor> layer : body) {
                value = layer.apply(value);
            }
            return head.apply(torch.adaptive_avg_pool2d(value, 1, 1).flatten(1, -1));
        };
    }

    private UnaryOperator<Tensor> linear(int inputs, int outputs) {
        Tensor weight = weight(inputs, outputs, inputs);
        TensorOptional bias = new TensorOptional(parameter(torch.zeros(outputs)));
        return x -> torch.linear(x, weight, bias);
    }

    private UnaryOperator<Tensor> convolution(int inputs, int outputs, int kernel, int stride) {
        Tensor weight = weight(inputs * kernel * kernel, outputs, inputs, kernel, kernel);
        TensorOptional bias = new TensorOptional();
        long[] strides = {stride, stride};
        long[] padding = {kernel / 2, kernel / 2};
        long[] dilation = {1, 1};
        return x -> torch.conv2d(x, weight, bias, strides, padding, dilation, 1);
    }

    private UnaryOperator<Tensor> batchNorm(int channels) {
        TensorOptional weight = new TensorOptional(parameter(torch.ones(channels)));
        TensorOptional bias = new TensorOptional(parameter(torch.zeros(channels)));
        TensorOptional mean = new TensorOptional(torch.zeros(channels));
        TensorOptional variance = new TensorOptional(torch.ones(channels));
        return x -> torch.batch_norm(x, weight, bias, mean, variance, true, 0.1, 1e-5, true);
    }

    private Tensor weight(int fanIn, long... shape) {
        try (org.bytedeco.pytorch.Scalar scale = new org.bytedeco.pytorch.Scalar(Math.sqrt(2.0 / fanIn))) {
            return parameter(torch.randn(shape).mul(scale));
        }
    }

    private Tensor parameter(Tensor value) {
        parameters.add(value.set_requires_grad(true));
        return value;
    }
}
