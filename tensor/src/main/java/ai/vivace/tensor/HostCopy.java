package ai.vivace.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Moves numbers between Java's arrays and buffers and the engine's tensors: one copy, or none for direct buffers. */
final class HostCopy {
    private static final long WINDOW_BYTES = 1L << 30;
    private static final int CHUNK_BYTES = 1 << 18;

    private HostCopy() {}

    static Tensor fromFloats(float[] values, Shape shape) {
        Tensor tensor = allocate(values.length, shape, DType.FLOAT32);
        if (values.length > 0) {
            tensor.handle().data_ptr_float().put(values);
        }
        return tensor;
    }

    static Tensor fromDoubles(double[] values, Shape shape) {
        Tensor tensor = allocate(values.length, shape, DType.FLOAT64);
        if (values.length > 0) {
            tensor.handle().data_ptr_double().put(values);
        }
        return tensor;
    }

    static Tensor fromLongs(long[] values, Shape shape) {
        Tensor tensor = allocate(values.length, shape, DType.INT64);
        if (values.length > 0) {
            tensor.handle().data_ptr_long().put(values);
        }
        return tensor;
    }

    static Tensor fromBytes(byte[] values, Shape shape) {
        Tensor tensor = allocate(values.length, shape, DType.UINT8);
        if (values.length > 0) {
            tensor.handle().data_ptr_byte().put(values);
        }
        return tensor;
    }

    static Tensor fromRaw(ByteBuffer bytes, Shape shape, DType dtype) {
        if (bytes.remaining() != shape.elements() * dtype.bytes()) {
            throw new TensorException("A " + dtype + " tensor of shape " + shape + " takes "
                    + shape.elements() * dtype.bytes() + " bytes, but came " + bytes.remaining() + ".");
        }
        Tensor tensor = Tensor.empty(shape, dtype);
        if (bytes.hasRemaining()) {
            window(tensor, 0, bytes.remaining()).put(bytes.duplicate());
        }
        return tensor;
    }

    /** Reads from a file straight into the tensor's memory, window by window, as a Java buffer ends at 2 GiB. */
    static Tensor read(FileChannel channel, long position, Shape shape, DType dtype) throws IOException {
        Tensor tensor = Tensor.empty(shape, dtype);
        long length = tensor.elements() * dtype.bytes();
        for (long done = 0; done < length; ) {
            ByteBuffer window = window(tensor, done, length - done);
            int count = channel.read(window, position + done);
            if (count < 0) {
                throw new EOFException("the file ended " + (length - done) + " bytes before the tensor did");
            }
            done += count;
        }
        return tensor;
    }

    static void write(Tensor tensor, OutputStream out) throws IOException {
        try (Scope scope = Scope.open()) {
            Tensor host = tensor.detach().to(Device.CPU).contiguous();
            long length = host.elements() * host.dtype().bytes();
            byte[] chunk = new byte[(int) Math.min(length, CHUNK_BYTES)];
            for (long done = 0; done < length; ) {
                int count = (int) Math.min(length - done, chunk.length);
                window(host, done, count).get(chunk, 0, count);
                out.write(chunk, 0, count);
                done += count;
            }
        }
    }

    static byte[] toRaw(Tensor tensor) {
        Tensor host = tensor.detach().to(Device.CPU).contiguous();
        byte[] bytes = new byte[Math.toIntExact(host.elements() * host.dtype().bytes())];
        if (bytes.length > 0) {
            raw(host).get(bytes);
        }
        return bytes;
    }

    static float[] toFloats(Tensor tensor) {
        Tensor host = host(tensor, DType.FLOAT32);
        float[] values = new float[Math.toIntExact(host.elements())];
        if (values.length > 0) {
            host.handle().data_ptr_float().get(values);
        }
        return values;
    }

    static double[] toDoubles(Tensor tensor) {
        Tensor host = host(tensor, DType.FLOAT64);
        double[] values = new double[Math.toIntExact(host.elements())];
        if (values.length > 0) {
            host.handle().data_ptr_double().get(values);
        }
        return values;
    }

    static long[] toLongs(Tensor tensor) {
        Tensor host = host(tensor, DType.INT64);
        long[] values = new long[Math.toIntExact(host.elements())];
        if (values.length > 0) {
            host.handle().data_ptr_long().get(values);
        }
        return values;
    }

    /** A view of a direct buffer; the tensor keeps the buffer from being collected. */
    static Tensor wrap(FloatBuffer buffer, Shape shape) {
        return wrap(new FloatPointer(buffer), buffer.isDirect(), buffer.remaining(), shape, DType.FLOAT32, buffer);
    }

    static Tensor wrap(LongBuffer buffer, Shape shape) {
        return wrap(new LongPointer(buffer), buffer.isDirect(), buffer.remaining(), shape, DType.INT64, buffer);
    }

    static Tensor wrap(ByteBuffer buffer, Shape shape) {
        return wrap(new BytePointer(buffer), buffer.isDirect(), buffer.remaining(), shape, DType.UINT8, buffer);
    }

    /** A view of a tensor's own memory; it must not outlive the tensor. */
    static FloatBuffer floatView(Tensor tensor) {
        if (tensor.dtype() != DType.FLOAT32
                || !tensor.isContiguous()
                || !tensor.device().equals(Device.CPU)) {
            throw new TensorException(
                    "Only a contiguous float32 tensor on the CPU can be seen as a buffer, but this one is "
                            + tensor.dtype() + " " + tensor.shape() + " on " + tensor.device() + ". Use toFloats().");
        }
        return tensor.handle().data_ptr_float().capacity(tensor.elements()).asBuffer();
    }

    private static Tensor wrap(
            Pointer pointer, boolean direct, long available, Shape shape, DType dtype, Object owner) {
        if (!direct) {
            throw new TensorException("Only a direct buffer can be wrapped without a copy; use Tensor.of for arrays.");
        }
        if (available != shape.elements()) {
            throw new TensorException("Shape " + shape + " has " + shape.elements() + " elements, but the buffer has "
                    + available + " remaining.");
        }
        try (TensorOptions options = new TensorOptions(dtype.scalarType)) {
            Tensor tensor = Call.of("wrap", () -> torch.from_blob(pointer, shape.toArray(), options));
            tensor.holds(owner);
            return tensor;
        }
    }

    private static Tensor allocate(int length, Shape shape, DType dtype) {
        if (length != shape.elements()) {
            throw new TensorException(
                    "Shape " + shape + " has " + shape.elements() + " elements, but came " + length + " values.");
        }
        return Tensor.empty(shape, dtype);
    }

    private static Tensor host(Tensor tensor, DType dtype) {
        return tensor.detach().to(Device.CPU).to(dtype).contiguous();
    }

    /** A part of a tensor's memory as a direct buffer; at most a gigabyte of it. */
    private static ByteBuffer window(Tensor tensor, long start, long length) {
        return raw(tensor)
                .<BytePointer>getPointer(start)
                .capacity(Math.min(length, WINDOW_BYTES))
                .asByteBuffer();
    }

    private static BytePointer raw(Tensor tensor) {
        return new BytePointer(tensor.handle().data_ptr());
    }
}
