package ai.vivace.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    /** The length that every Java virtual machine gives an array. */
    static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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
        long wanted = bytes(shape.elements(), dtype);
        if (bytes.remaining() != wanted) {
            throw new TensorException("A " + dtype + " tensor of shape " + shape + " takes " + wanted
                    + " bytes, but came " + bytes.remaining() + ".");
        }
        Tensor tensor = Tensor.empty(shape, dtype);
        ByteBuffer source = bytes.slice();
        while (source.hasRemaining()) {
            ByteBuffer window = window(tensor, source.position(), source.remaining());
            window.put(source.slice(source.position(), window.remaining()));
            source.position(source.position() + window.position());
        }
        return tensor;
    }

    /** Reads from a file straight into the tensor's memory, window by window, as a Java buffer ends at 2 GiB. */
    static Tensor read(FileChannel channel, long position, Shape shape, DType dtype) throws IOException {
        Tensor tensor = Tensor.empty(shape, dtype);
        long length = bytes(tensor.elements(), dtype);
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
        byte[] bytes = new byte
                [arrayLength("toRaw", host, host.elements() * host.dtype().bytes())];
        if (bytes.length > 0) {
            raw(host).get(bytes);
        }
        return bytes;
    }

    static float[] toFloats(Tensor tensor) {
        Tensor host = host(tensor, DType.FLOAT32);
        float[] values = new float[arrayLength("toFloats", host, host.elements())];
        if (values.length > 0) {
            host.handle().data_ptr_float().get(values);
        }
        return values;
    }

    static double[] toDoubles(Tensor tensor) {
        Tensor host = host(tensor, DType.FLOAT64);
        double[] values = new double[arrayLength("toDoubles", host, host.elements())];
        if (values.length > 0) {
            host.handle().data_ptr_double().get(values);
        }
        return values;
    }

    static long[] toLongs(Tensor tensor) {
        Tensor host = host(tensor, DType.INT64);
        long[] values = new long[arrayLength("toLongs", host, host.elements())];
        if (values.length > 0) {
            host.handle().data_ptr_long().get(values);
        }
        return values;
    }

    /** A view of a direct buffer; the tensor keeps the buffer from being collected. */
    static Tensor wrap(FloatBuffer buffer, Shape shape) {
        checkWrap(buffer, buffer.order(), shape);
        // Of a slice: a pointer to a buffer whose position is not 0 points elsewhere.
        return wrap(new FloatPointer(buffer.slice()), shape, DType.FLOAT32, buffer);
    }

    static Tensor wrap(LongBuffer buffer, Shape shape) {
        checkWrap(buffer, buffer.order(), shape);
        return wrap(new LongPointer(buffer.slice()), shape, DType.INT64, buffer);
    }

    static Tensor wrap(ByteBuffer buffer, Shape shape) {
        checkWrap(buffer, ByteOrder.nativeOrder(), shape);
        return wrap(new BytePointer(buffer.slice()), shape, DType.UINT8, buffer);
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

    private static void checkWrap(Buffer buffer, ByteOrder order, Shape shape) {
        if (!buffer.isDirect()) {
            throw new TensorException("Only a direct buffer can be wrapped without a copy; use Tensor.of for arrays.");
        }
        if (!order.equals(ByteOrder.nativeOrder())) {
            throw new TensorException("A buffer can only be wrapped in this machine's byte order, "
                    + ByteOrder.nativeOrder() + ", but this one is in " + order
                    + ". Give ByteBuffer.order(ByteOrder.nativeOrder()) before asFloatBuffer().");
        }
        if (buffer.isReadOnly()) {
            throw new TensorException("A read-only buffer cannot be wrapped: a tensor's values may be changed.");
        }
        if (buffer.remaining() != shape.elements()) {
            throw new TensorException("Shape " + shape + " has " + shape.elements() + " elements, but the buffer has "
                    + buffer.remaining() + " remaining.");
        }
    }

    private static Tensor wrap(Pointer pointer, Shape shape, DType dtype, Object owner) {
        try (TensorOptions options = new TensorOptions(dtype.scalarType)) {
            Tensor tensor = Call.of("wrap", () -> torch.from_blob(pointer, shape.toArray(), options));
            tensor.holds(owner);
            return tensor;
        }
    }

    private static long bytes(long elements, DType dtype) {
        if (elements > Long.MAX_VALUE / dtype.bytes()) {
            throw new TensorException(
                    "A " + dtype + " tensor of " + elements + " elements has more bytes than can be counted.");
        }
        return elements * dtype.bytes();
    }

    private static int arrayLength(String operation, Tensor tensor, long length) {
        if (length > LONGEST_ARRAY) {
            throw new TensorException(operation + ": " + tensor.shape() + ": a Java array holds at most "
                    + LONGEST_ARRAY + ", but this takes " + length + ". Take it in parts, or use write.");
        }
        return (int) length;
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
