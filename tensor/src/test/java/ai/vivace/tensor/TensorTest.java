package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorTest {
    @Test
    void arraysComeBackAsTheyWent() {
        Tensor floats = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
        assertThat(floats.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(floats.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(floats.transpose(0, 1).toFloats()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(Tensor.ofLongs(7, -8).toLongs()).containsExactly(7, -8);
        assertThat(Tensor.of(new byte[] {0, (byte) 255}, Shape.of(2)).toLongs()).containsExactly(0, 255);
        assertThat(Tensor.of(new double[] {1e-300}, Shape.of(1)).toDoubles()).containsExactly(1e-300);
        assertThat(Tensor.zeros(Shape.of(0, 4)).toFloats()).isEmpty();
    }

    @Test
    void rawBytesRoundTripForEveryType() {
        for (DType type : DType.values()) {
            Tensor tensor = Tensor.of(1, 0, 1).to(type);
            byte[] raw = tensor.toRaw();
            assertThat(raw).hasSize(3 * type.bytes());
            assertThat(Tensor.ofRaw(ByteBuffer.wrap(raw), Shape.of(3), type).toLongs())
                    .as(type.toString())
                    .containsExactly(1, 0, 1);
        }
    }

    @Test
    void fileIsReadIntoTheTensorAndWrittenFromIt(@TempDir Path folder) throws IOException {
        Tensor tensor = Tensor.arange(100_000).reshape(1000, 100).transpose(0, 1);
        Path file = folder.resolve("raw");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[3]);
            tensor.write(out);
        }
        assertThat(file).hasSize(3 + 800_000);
        try (FileChannel channel = FileChannel.open(file)) {
            Tensor read = Tensor.read(channel, 3, Shape.of(100, 1000), DType.INT64);
            assertThat(read.toLongs()).containsExactly(tensor.toLongs());
            assertThat(Tensor.read(channel, 3, Shape.of(0, 5), DType.FLOAT32).shape())
                    .isEqualTo(Shape.of(0, 5));
            assertThatThrownBy(() -> Tensor.read(channel, 11, Shape.of(100, 1000), DType.INT64))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("8 bytes before");
        }
    }

    @Test
    void wrappedBufferSharesItsMemory() {
        FloatBuffer buffer =
                ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder()).asFloatBuffer();
        Tensor tensor = Tensor.wrap(buffer, Shape.of(2, 2));
        buffer.put(3, 42);
        assertThat(tensor.toFloats()).containsExactly(0, 0, 0, 42);
        tensor.fill(7);
        assertThat(buffer.get(0)).isEqualTo(7);
        assertThat(tensor.asBuffer().get(1)).isEqualTo(7);
    }

    @Test
    void wrappedBufferStartsAtItsPosition() {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(4).put(new byte[] {1, 2, 3, 4}).position(1);
        assertThat(Tensor.wrap(bytes, Shape.of(3)).toLongs()).containsExactly(2, 3, 4);
        FloatBuffer floats = nativeBytes(16)
                .asFloatBuffer()
                .put(new float[] {1, 2, 3, 4})
                .position(1)
                .limit(3);
        assertThat(Tensor.wrap(floats, Shape.of(2)).toFloats()).containsExactly(2, 3);
        LongBuffer longs =
                nativeBytes(24).asLongBuffer().put(new long[] {1, 2, 3}).position(2);
        assertThat(Tensor.wrap(longs, Shape.of(1)).toLongs()).containsExactly(3);
        assertThat(floats.position()).isEqualTo(1);
    }

    @Test
    void bufferThatTheEngineCannotUseInPlaceIsRefused() {
        assertThatThrownBy(() -> Tensor.wrap(FloatBuffer.allocate(4), Shape.of(4)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("direct buffer");
        ByteOrder other =
                ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        assertThatThrownBy(() -> Tensor.wrap(nativeBytes(16).order(other).asFloatBuffer(), Shape.of(4)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("byte order");
        assertThatThrownBy(() -> Tensor.wrap(nativeBytes(16).asReadOnlyBuffer(), Shape.of(16)))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("read-only");
        assertThatThrownBy(() -> Tensor.wrap(nativeBytes(4), Shape.of(3)))
                .hasMessage("Shape [3] has 3 elements, but the buffer has 4 remaining.");
    }

    private static ByteBuffer nativeBytes(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    @Test
    void largeIntegersAreComparedAsIntegers() {
        Tensor large = Tensor.ofLongs(16_777_217);
        assertThat(large.eq(16_777_216).item()).isZero();
        assertThat(large.ne(16_777_216).item()).isEqualTo(1);
        assertThat(large.gt(16_777_216).item()).isEqualTo(1);
        assertThat(large.le(16_777_216).item()).isZero();
        assertThat(large.ge(16_777_217).item()).isEqualTo(1);
        assertThat(Tensor.ofLongs(16_777_216).lt(16_777_217).item()).isEqualTo(1);
        assertThat(Tensor.ofLongs(1, 2).gt(1.5).toLongs()).containsExactly(0, 1);
        assertThat(Tensor.of(new byte[] {5}, Shape.of(1)).lt(300).item()).isEqualTo(1);
    }

    @Test
    void numbersMakeIntegersFractionsButTensorsDoNot() {
        assertThat(Tensor.ofLongs(7).add(1).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.ofLongs(7).add(Tensor.ofLongs(1)).dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.ofLongs(7).div(2).item()).isEqualTo(3.5);
    }

    @Test
    void emptyTensorsGoThroughOperations() {
        Tensor empty = Tensor.zeros(Shape.of(0, 3));
        assertThat(empty.add(1).matmul(Tensor.ones(Shape.of(3, 2))).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(empty.sum().item()).isZero();
        assertThat(empty.mean().item()).isNaN();
        assertThat(Tensor.cat(List.of(empty, Tensor.ones(Shape.of(1, 3))), 0).shape())
                .isEqualTo(Shape.of(1, 3));
        assertThatThrownBy(() -> empty.max())
                .isInstanceOf(TensorException.class)
                .hasMessageStartingWith("max: [0, 3]: ");
    }

    @Test
    void gradientsAddUpUntilCleared() {
        Tensor x = Tensor.of(1, 2, 3).requiresGrad(true);
        x.square().sum().backward();
        x.square().sum().backward();
        assertThat(gradient(x)).containsExactly(4, 8, 12);
        x.clearGrad();
        assertThat(x.grad()).isNull();
    }

    @Test
    void gradientsCanBeDifferentiatedAgain() {
        Tensor x = Tensor.of(2, 3).requiresGrad(true);
        Tensor cubes = x.pow(3).sum();
        Tensor first = Autograd.gradients(cubes, List.of(x), Autograd.Differentiable.YES)
                .get(0);
        Tensor second = Autograd.gradients(first.sum(), List.of(x), Autograd.Differentiable.NO)
                .get(0);
        assertThat(first.toFloats()).containsExactly(12, 27);
        assertThat(second.toFloats()).containsExactly(12, 18);
        assertThat(x.grad()).isNull();
    }

    @Test
    void nothingIsRecordedWhileAutogradIsOff() {
        Tensor x = Tensor.of(1, 2).requiresGrad(true);
        assertThat(Autograd.off(() -> x.mul(2)).requiresGrad()).isFalse();
        assertThat(Autograd.isOn()).isTrue();
        assertThatThrownBy(() -> Autograd.off((Runnable) () -> {
                    throw new IllegalStateException("inside");
                }))
                .hasMessage("inside");
        assertThat(Autograd.isOn()).isTrue();
    }

    @Test
    void errorsNameTheOperationAndTheShapes() {
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(64, 784)).matmul(Tensor.zeros(Shape.of(256, 10))))
                .isInstanceOf(TensorException.class)
                .hasMessage("matmul: [64, 784] x [256, 10]: inner sizes 784 and 256 differ");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2, 3)).add(Tensor.zeros(Shape.of(4))))
                .hasMessageStartingWith("add: [2, 3] x [4]: ")
                .hasMessageNotContaining("Exception raised from");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2, 3)).reshape(5))
                .hasMessageStartingWith("reshape to [5]: [2, 3]: ");
        assertThatThrownBy(() -> Tensor.of(new float[3], Shape.of(2, 2)))
                .hasMessage("Shape [2, 2] has 4 elements, but came 3 values.");
    }

    @Test
    void randomNumbersAreAFunctionOfTheStream() {
        Rng rng = Rng.of(7).split("weights");
        Tensor first = Tensor.randomNormal(Shape.of(1000), rng);
        assertThat(Tensor.randomNormal(Shape.of(1000), Rng.of(7).split("weights"))
                        .toFloats())
                .containsExactly(first.toFloats());
        assertThat(Tensor.randomNormal(Shape.of(1000), Rng.of(8).split("weights"))
                        .toFloats())
                .isNotEqualTo(first.toFloats());
        assertThat(first.mean().item()).isCloseTo(0, within(0.15));
        assertThat(first.variance().item()).isCloseTo(1, within(0.2));
    }

    @Test
    void closedTensorSaysSo() {
        Tensor tensor = Tensor.of(1, 2);
        tensor.close();
        assertThat(tensor.isClosed()).isTrue();
        assertThat(tensor).hasToString("Tensor[closed]");
        assertThatThrownBy(() -> tensor.add(1)).hasMessageContaining("used after it was closed");
        tensor.close();
    }

    @Test
    void logSoftmaxAndLogSumExpDoNotOverflow() {
        Tensor logits = Tensor.of(new float[] {1000, 0, -1000}, Shape.of(1, 3));
        assertThat(logits.logSoftmax(1).toFloats()).containsExactly(0, -1000, -2000);
        assertThat(logits.logSumExp(1).toFloats()).containsExactly(1000);
    }

    private static float[] gradient(Tensor tensor) {
        Tensor gradient = tensor.grad();
        assertThat(gradient).isNotNull();
        return gradient == null ? new float[0] : gradient.toFloats();
    }
}
