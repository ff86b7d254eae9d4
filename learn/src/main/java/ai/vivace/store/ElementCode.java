package ai.vivace.store;

import ai.vivace.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What safetensors files call element types. */
enum ElementCode {
    BOOL(DType.BOOL),
    U8(DType.UINT8),
    I8(DType.INT8),
    I16(DType.INT16),
    I32(DType.INT32),
    I64(DType.INT64),
    F16(DType.FLOAT16),
    BF16(DType.BFLOAT16),
    F32(DType.FLOAT32),
    F64(DType.FLOAT64);

    private final DType dtype;

    ElementCode(DType dtype) {
        this.dtype = dtype;
    }

    DType dtype() {
        return dtype;
    }

    static Optional<ElementCode> of(String code) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(code))
                .findFirst();
    }

    static ElementCode of(DType dtype) {
        return Arrays.stream(values())
                .filter(known -> known.dtype == dtype)
                .findFirst()
                .orElseThrow();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
