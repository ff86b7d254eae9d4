package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.Rng;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be done is told by one error with the operation, the shapes that came and what is wrong, and nothing else. */
class MisuseTest {
    private static final Shape HUGE = Shape.of(1L << 50);

    private static Tensor zeros(long... sizes) {
        return Tensor.zeros(Shape.of(sizes));
    }

    private static Arguments misuse(ThrowingCallable body, String... parts) {
        return Arguments.of(body, parts);
    }

    static Arguments[] misuses() {
        long[] one = {1, 1};
        long[] none = {0, 0};
        TensorList list = TensorList.of(List.of(zeros(2, 3)));
        return new Arguments[] {
            misuse(() -> zeros(2, 3).add(zeros(4)), "add: [2, 3] x [4]: "),
            misuse(() -> zeros(2, 3).matmul(Tensor.ofLongs(1, 2, 3)), "matmul: [2, 3] x [3] int64: "),
            misuse(() -> zeros(2, 3).addInPlace(zeros(4)), "addInPlace: [2, 3] x [4]: "),
            misuse(() -> zeros(2, 3).copyFrom(zeros(4)), "copyFrom: [2, 3] x [4]: "),
            misuse(() -> Tensor.ofLongs(1, 2).mean(), "mean: [2] int64: "),
            misuse(() -> zeros(2, 3).select(0, 5), "select: [2, 3]: ", "index 5"),
            misuse(() -> zeros(2, 3).argmax(2), "argmax: [2, 3]: ", "got 2"),
            misuse(() -> zeros(2, 3).item(), "item: [2, 3]: ", "6 elements"),
            misuse(() -> zeros(2, 3).topIndices(4), "topIndices: [2, 3]: "),
            misuse(() -> Tensor.ofLongs(5).oneHot(3), "oneHot: [1] int64: "),
            misuse(() -> Tensor.where(zeros(2), zeros(2), zeros(2)), "where: [2] x [2] x [2]: ", "boolean"),
            misuse(() -> Tensor.cat(List.of(), 0), "cat: ", "non-empty list"),
            misuse(() -> Tensor.stack(List.of(zeros(2, 3), zeros(2, 4)), 0), "stack: [2, 3] x [2, 4]: "),
            misuse(() -> zeros(2).fillBernoulli(2, Rng.of(1)), "fillBernoulli: [2]: ", "p=2"),
            misuse(() -> Tensor.zeros(HUGE), "zeros float32 [1125899906842624]: ", "can't allocate memory"),
            misuse(() -> Tensor.of(new float[3], Shape.of(1L << 40, 1L << 40)), "more elements than can be counted"),
            misuse(
                    () -> Tensor.ofRaw(ByteBuffer.allocate(4), Shape.of(1L << 62), DType.FLOAT32),
                    "more bytes than can be counted"),
            misuse(() -> Tensor.arange(-1), "arange: ", "but was -1"),
            misuse(() -> Tensor.arange(1L << 40), "arange: ", "but was 1099511627776"),
            misuse(() -> Tensor.of(1, 2).backward(), "backward: [2]: "),
            misuse(() -> Tensor.ofLongs(1).requiresGrad(true), "requiresGrad: [1] int64: "),
            misuse(() -> Tensor.of(1).requiresGrad(true).addInPlace(1), "addInPlace: [1]: ", "leaf"),
            misuse(() -> zeros(2).grad(zeros(3)), "grad: a tensor of float32 [2] on cpu", "gradient of float32 [3]"),
            misuse(() -> zeros(2).grad(zeros(2).to(DType.FLOAT64)), "grad: ", "gradient of float64 [2]"),
            misuse(
                    () -> Functional.linear(zeros(2, 3), zeros(4, 5), null),
                    "linear: [2, 3] x [4, 5]: the input's last size is 3 but the weight takes 5"),
            misuse(
                    () -> Functional.conv2d(zeros(1, 3, 8, 8), zeros(4, 2, 3, 3), null, one, none, one, 1),
                    "conv2d: [1, 3, 8, 8] x [4, 2, 3, 3]: "),
            misuse(
                    () -> Functional.embedding(zeros(5, 3), Tensor.ofLongs(4, 5), -1),
                    "embedding: [5, 3] x [2] int64: index 5 is not from 0 to 4"),
            misuse(
                    () -> Functional.embedding(zeros(5, 3), Tensor.ofLongs(-1), -1),
                    "embedding: [5, 3] x [1] int64: index -1 is not from 0 to 4"),
            misuse(() -> Functional.embedding(zeros(5, 3), Tensor.of(1), -1), "embedding: [5, 3] x [1]: ", "Long"),
            misuse(() -> Functional.dropout(zeros(2), 2), "dropout: [2]: "),
            misuse(() -> list.addInPlace(TensorList.of(List.of()), 1), "_foreach_add_: {[2, 3]} x {}: "),
            misuse(() -> list.addInPlace(TensorList.of(List.of(zeros(4))), 1), "_foreach_add_: {[2, 3]} x {[4]}: "),
            misuse(() -> list.get(1), "get: a list of 1 tensors has no tensor 1"),
            misuse(() -> TensorList.unbind(Tensor.scalar(1)), "unbind: []: "),
        };
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void errorNamesOperationAndShapes(ThrowingCallable body, String... parts) {
        assertThatThrownBy(body)
                .isInstanceOf(TensorException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContainingAny("frame #", "Exception raised", ": : ");
    }

    @Test
    void everyUseOfAClosedTensorSaysSoAndNamesTheOperation() {
        Tensor closed = Tensor.of(1, 2);
        closed.close();
        Tensor open = zeros(2, 2);
        Map<String, ThrowingCallable> uses = new LinkedHashMap<>();
        uses.put("shape", closed::shape);
        uses.put("dtype", closed::dtype);
        uses.put("device", closed::device);
        uses.put("rank", closed::rank);
        uses.put("elements", closed::elements);
        uses.put("isContiguous", closed::isContiguous);
        uses.put("item", closed::item);
        uses.put("toFloats", closed::toFloats);
        uses.put("toLongs", closed::toLongs);
        uses.put("toRaw", closed::toRaw);
        uses.put("to cpu", () -> closed.to(Device.CPU));
        uses.put("to float64", () -> closed.to(DType.FLOAT64));
        uses.put("channelsLast", closed::channelsLast);
        uses.put("eq", () -> closed.eq(1));
        uses.put("add", () -> open.add(closed));
        uses.put("addInPlace", () -> closed.addInPlace(1));
        uses.put("cat", () -> Tensor.cat(List.of(open, closed), 0));
        uses.put("requiresGrad", closed::requiresGrad);
        uses.put("grad", closed::grad);
        uses.put("hasGrad", closed::hasGrad);
        uses.put("clearGrad", closed::clearGrad);
        uses.put("fillNormal", () -> closed.fillNormal(0, 1, Rng.of(1)));
        uses.put("linear", () -> Functional.linear(open, open, closed));
        uses.forEach((operation, use) -> assertThatThrownBy(use)
                .as(operation)
                .isInstanceOf(TensorException.class)
                .hasMessageStartingWith(operation + ": a tensor was used after it was closed"));
        assertThatThrownBy(() -> TensorList.of(List.of(closed)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("used after it was closed");
        TensorList list = TensorList.of(List.of(open));
        list.close();
        assertThatThrownBy(() -> list.mulInPlace(2)).isInstanceOf(TensorException.class);
        assertThatThrownBy(() -> list.get(0)).isInstanceOf(TensorException.class);
        assertThat(open.isClosed()).isFalse();
    }
}
