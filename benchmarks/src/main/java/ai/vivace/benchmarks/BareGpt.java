package ai.vivace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** nanoGPT's network as plain calls of the engine: norms without bias before attention and feed-forward, exact GELU, the head tied to the embedding. */
final class BareGpt {
    private static final TensorOptional NONE = new TensorOptional();
    private static final double EPSILON = 1e-5;

    private final List<Tensor> parameters = new ArrayList<>();
    private final Tensor tokens;
    private final Tensor places;
    private final List<UnaryOperator<Tensor>> blocks = new ArrayList<>();
    private final UnaryOperator<Tensor> norm;

    BareGpt(long vocabulary, long context, long width, int layers, int heads) {
        tokens = weight(vocabulary, width);
        places = weight(context, width);
        for (int i = 0; i < layers; i++) {
            blocks.add(block(width, heads));
        }
        norm = norm(width);
    }

    List<Tensor> parameters() {
        return parameters;
    }

    /** From tokens [N, T] to logits [N · T, vocabulary]. */
    Tensor forward(Tensor input) {
        Tensor x = torch.embedding(tokens, input).add(places.narrow(0, 0, input.size(1)));
        for (UnaryOperator<Tensor> block : blocks) {
            x = block.apply(x);
        }
        return torch.linear(norm.apply(x), tokens, NONE).flatten(0, 1);
    }

    private UnaryOperator<Tensor> block(long width, int heads) {
        UnaryOperator<Tensor> first = norm(width);
        Tensor maps = weight(3 * width, width);
        Tensor output = weight(width, width);
        UnaryOperator<Tensor> second = norm(width);
        Tensor up = weight(4 * width, width);
        Tensor down = weight(width, 4 * width);
        return x -> {
            TensorVector all = torch.linear(first.apply(x), maps, NONE).split(width, 2);
            Tensor attended = torch.scaled_dot_product_attention(
                            byHead(all.get(0), heads),
                            byHead(all.get(1), heads),
                            byHead(all.get(2), heads),
                            NONE,
                            0,
                            true,
                            new DoubleOptional(),
                            false)
                    .transpose(1, 2)
                    .reshape(x.sizes());
            Tensor sum = x.add(torch.linear(attended, output, NONE));
            return sum.add(torch.linear(torch.gelu(torch.linear(second.apply(sum), up, NONE)), down, NONE));
        };
    }

    /** [N, T, width] as [N, heads, T, width / heads]. */
    private static Tensor byHead(Tensor all, int heads) {
        return all.reshape(all.size(0), all.size(1), heads, all.size(2) / heads).transpose(1, 2);
    }

    private UnaryOperator<Tensor> norm(long width) {
        TensorOptional weight = new TensorOptional(parameter(torch.ones(width)));
        long[] sizes = {width};
        return x -> torch.layer_norm(x, sizes, weight, NONE, EPSILON, true);
    }

    private Tensor weight(long... shape) {
        try (org.bytedeco.pytorch.Scalar scale = new org.bytedeco.pytorch.Scalar(0.02)) {
            return parameter(torch.randn(shape).mul(scale));
        }
    }

    private Tensor parameter(Tensor value) {
        parameters.add(value.set_requires_grad(true));
        return value;
    }
}
