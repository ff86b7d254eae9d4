package ai.vivace.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ChunkedCrossEntropyTest {
    private final Tensor hidden = FiniteDifferences.normal("hidden", 1, 2, 5, 4);
    private final Tensor weight = FiniteDifferences.normal("weight", 1, 7, 4);
    private final Tensor bias = FiniteDifferences.normal("bias", 1, 7);
    private final Tensor target = Tensor.of(new long[] {0, 6, -100, 3, 2, 2, -100, 1, 5, 0}, Shape.of(2, 5));

    private static Tensor plain(Tensor hidden, Tensor weight, Tensor bias, Tensor target) {
        return CrossEntropy.standard().mean(Functional.linear(hidden.flatten(0, 1), weight, bias), target.reshape(-1));
    }

    @Test
    void lossAndGradientsAreThoseOfTheWholeLogits() {
        List<Tensor> leaves = List.of(hidden, weight, bias);
        leaves.forEach(leaf -> leaf.requiresGrad(true));
        // Something before and after, as gradients must pass through.
        Tensor expected = plain(hidden.tanh(), weight, bias, target).mul(3);
        List<Tensor> gradients = Autograd.gradients(expected, leaves, Autograd.Differentiable.NO);
        for (int rows : new int[] {1, 3, 10, 256}) {
            Tensor chunked = ChunkedCrossEntropy.standard()
                    .rows(rows)
                    .mean(hidden.tanh(), weight, bias, target)
                    .mul(3);
            assertThat(chunked.item()).isCloseTo(expected.item(), within(1e-12));
            List<Tensor> own = Autograd.gradients(chunked, leaves, Autograd.Differentiable.NO);
            for (int i = 0; i < leaves.size(); i++) {
                assertThat(own.get(i).toDoubles())
                        .as("parts of %s rows", rows)
                        .containsExactly(gradients.get(i).toDoubles(), within(1e-12));
            }
        }
    }

    @Test
    void gradientsAreFiniteDifferences() {
        ChunkedCrossEntropy loss = ChunkedCrossEntropy.standard().rows(3);
        FiniteDifferences.agree(input -> loss.mean(input, weight, null, target), hidden);
        FiniteDifferences.agree(input -> loss.mean(hidden, input, bias, target), weight);
    }

    @Test
    void nothingIsRecordedWhereNothingIsWanted() {
        assertThat(ChunkedCrossEntropy.standard()
                        .mean(hidden, weight, bias, target)
                        .requiresGrad())
                .isFalse();
        Tensor leaf = weight.copy().requiresGrad(true);
        Tensor off = Autograd.off(() -> ChunkedCrossEntropy.standard().mean(hidden, leaf, bias, target));
        assertThat(off.requiresGrad()).isFalse();
        assertThat(off.item()).isCloseTo(plain(hidden, weight, bias, target).item(), within(1e-12));
    }

    /** As a low-rank adapter's are, below a head that does not learn. */
    @Test
    void featuresAloneGetTheSameGradients() {
        hidden.requiresGrad(true);
        Tensor expected = Autograd.gradients(
                        plain(hidden, weight, bias, target), List.of(hidden), Autograd.Differentiable.NO)
                .get(0);
        Tensor chunked = ChunkedCrossEntropy.ofClasses(7).mean(hidden, weight, bias, target);
        assertThat(Autograd.gradients(chunked, List.of(hidden), Autograd.Differentiable.NO)
                        .get(0)
                        .toDoubles())
                .containsExactly(expected.toDoubles(), within(1e-12));
    }

    @Test
    void moreClassesMakeSmallerParts() {
        assertThat(ChunkedCrossEntropy.ofClasses(8192).rows()).isEqualTo(256);
        assertThat(ChunkedCrossEntropy.ofClasses(65).rows()).isEqualTo(32_263);
        assertThat(ChunkedCrossEntropy.ofClasses(250_000).rows()).isEqualTo(64);
    }

    @Test
    void lossIsZeroWithZeroGradientsWhenEverythingIsIgnored() {
        Tensor leaf = weight.copy().requiresGrad(true);
        Tensor none = Tensor.full(Shape.of(2, 5), 255).to(DType.INT64);
        Tensor mean = ChunkedCrossEntropy.standard().ignoring(255).mean(hidden, leaf, bias, none);
        assertThat(mean.item()).isZero();
        assertThat(Autograd.gradients(mean, List.of(leaf), Autograd.Differentiable.NO)
                        .get(0)
                        .toDoubles())
                .containsOnly(0);
    }

    @Test
    void whatDoesNotFitIsAnErrorThatNamesTheRow() {
        ChunkedCrossEntropy loss = ChunkedCrossEntropy.standard().rows(2);
        assertThatThrownBy(() ->
                        loss.mean(hidden.flatten(0, 1), weight, bias, Tensor.ofLongs(0, 1, 2, 3, 4, 5, 6, 7, 0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 7 has the target 7");
        assertThatThrownBy(() -> loss.mean(hidden, weight, bias, Tensor.ofLongs(0, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[2, 5, 4], [7, 4] and int64 [2]");
        assertThatThrownBy(() -> loss.rows(0)).isInstanceOf(InputException.class);
    }

    /** The logits alone would take 128 MiB, and their gradients as much. */
    @Test
    void peakOfNativeMemoryStaysFarBelowTheLogits() throws IOException {
        long rows = 2048;
        long classes = 16_384;
        try (Scope scope = Scope.open()) {
            Tensor states = Tensor.randomNormal(Shape.of(rows, 4), Rng.of(1)).requiresGrad(true);
            Tensor head = Tensor.randomNormal(Shape.of(classes, 4), Rng.of(2)).requiresGrad(true);
            Tensor numbers = Tensor.arange(rows);
            ChunkedCrossEntropy parts = ChunkedCrossEntropy.standard().rows(64);
            // What the engine sets up once for all is no part of it.
            peak(() -> parts.mean(states.narrow(0, 0, 64), head, null, numbers.narrow(0, 0, 64)));
            long chunked = peak(() -> parts.mean(states, head, null, numbers));
            long whole = peak(() -> CrossEntropy.standard().mean(Functional.linear(states, head, null), numbers));
            assertThat(whole).as("bytes for the whole").isGreaterThan(rows * classes * 4);
            assertThat(chunked).as("bytes in parts").isLessThan(rows * classes * 2);
        }
    }

    /** By how much the process grows at most during a forward and backward pass, as Linux counts. */
    private static long peak(Supplier<Tensor> loss) throws IOException {
        Path reset = Path.of("/proc/self/clear_refs");
        assumeTrue(Files.isWritable(reset), "only Linux tells the peak");
        Files.writeString(reset, "5");
        long before = kilobytes("VmRSS");
        try (Scope scope = Scope.open()) {
            loss.get().backward();
        }
        return (kilobytes("VmHWM") - before) * 1024;
    }

    private static long kilobytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
