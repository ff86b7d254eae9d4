package ai.vivace.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a tensor's elements are. */
public enum DType {
    BOOL("bool", 1, ScalarType.Bool),
    UINT8("uint8", 1, ScalarType.Byte),
    INT8("int8", 1, ScalarType.Char),
    INT16("int16", 2, ScalarType.Short),
    INT32("int32", 4, ScalarType.Int),
    INT64("int64", 8, ScalarType.Long),
    FLOAT16("float16", 2, ScalarType.Half),
    BFLOAT16("bfloat16", 2, ScalarType.BFloat16),
    FLOAT32("float32", 4, ScalarType.Float),
    FLOAT64("float64", 8, ScalarType.Double);

    private final String label;
    private final int bytes;
    final ScalarType scalarType;

    DType(String label, int bytes, ScalarType scalarType) {
        this.label = label;
        this.bytes = bytes;
        this.scalarType = scalarType;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements have a fraction, and so may have gradients. */
    public boolean isFloating() {
        return this == FLOAT16 || this == BFLOAT16 || this == FLOAT32 || this == FLOAT64;
    }

    static DType of(ScalarType scalarType) {
        for (DType type : values()) {
            if (type.scalarType.value == scalarType.value) {
                return type;
            }
        }
        throw new TensorException("Vivace does not handle tensors of type " + scalarType + ".");
    }

    /** The name that NumPy and PyTorch use, such as {@code float32}. */
    @Override
    public String toString() {
        return label;
    }
}
