package ai.vivace.tensor;

import java.util.StringJoiner;
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

    /** How many shapes of a list a message shows. */
    private static final int SHOWN = 4;

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
            throw new TensorException(name + ": " + described(arguments) + Call.engineText(e), e);
        }
    }

    /** The shapes that came, of a long list only the first. */
    private static String described(IValue... arguments) {
        StringJoiner shapes = new StringJoiner(" x ", "", ": ");
        for (IValue argument : arguments) {
            if (argument.isTensor()) {
                shapes.add(new Tensor(argument.toTensor()).shape().toString());
            } else if (argument.isTensorList()) {
                TensorVector list = argument.toTensorVector();
                StringJoiner entries = new StringJoiner(", ", "{", list.size() > SHOWN ? ", …}" : "}");
                for (long i = 0; i < Math.min(list.size(), SHOWN); i++) {
                    entries.add(new Tensor(list.get(i)).shape().toString());
                }
                shapes.add(entries.toString());
            }
        }
        return shapes.toString();
    }

    /** A list of tensors as an argument. The obvious constructor binds to a raw pointer and crashes the process. */
    static IValue list(TensorVector tensors) {
        return new IValue(new GenericList(new org.bytedeco.pytorch.TensorList(tensors)));
    }

    static IValue none() {
        return new IValue();
    }
}
