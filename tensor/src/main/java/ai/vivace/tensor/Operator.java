package ai.vivace.tensor;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.TensorVector;

/** An operation that the binding does not expose as a method, called through the engine's dispatcher; all arguments given. */
final class Operator {
    static {
        Native.ready();
    }

    private final String name;
    private final OperatorHandle handle;

    Operator(String name, String overload) {
        this.name = name;
        this.handle = Dispatcher.singleton().findSchemaOrThrow(name, overload).retainReference();
    }

    /** Calls the operation; the stack that comes back holds its results. */
    IValueVector call(IValue... arguments) {
        try {
            IValueVector stack = new IValueVector(arguments);
            handle.callBoxed(stack);
            return stack;
        } catch (RuntimeException e) {
            throw Call.failure(name, e);
        }
    }

    /** A list of tensors as an argument. The obvious constructor binds to a raw pointer and crashes the process. */
    static IValue list(TensorVector tensors) {
        return new IValue(new GenericList(new org.bytedeco.pytorch.TensorList(tensors)));
    }

    static IValue none() {
        return new IValue();
    }
}
