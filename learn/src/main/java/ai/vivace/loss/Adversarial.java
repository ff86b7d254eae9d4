package ai.vivace.loss;

import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Tensor;

/**
 * What the two sides of a generative adversarial network make small, from the critic's raw scores of real and of generated items.
 * Scores may have any shape; each loss is a mean. The generator's scores must let gradients flow, the critic's be of detached items.
 */
public enum Adversarial {
    /** Cross-entropy for both, where the generator maximises log D(fake) (Goodfellow 2014, section 3). */
    NON_SATURATING {
        @Override
        public Tensor critic(Tensor real, Tensor fake) {
            return Functional.softplus(real.neg())
                    .mean()
                    .add(Functional.softplus(fake).mean());
        }

        @Override
        public Tensor generator(Tensor fake) {
            return Functional.softplus(fake.neg()).mean();
        }
    },
    /** Hinges at ±1 for the critic (Lim and Ye 2017), as in SAGAN and BigGAN. */
    HINGE {
        @Override
        public Tensor critic(Tensor real, Tensor fake) {
            return real.neg().add(1).relu().mean().add(fake.add(1).relu().mean());
        }

        @Override
        public Tensor generator(Tensor fake) {
            return fake.mean().neg();
        }
    },
    /** The difference of means (Arjovsky 2017); the critic must be kept smooth, by a gradient penalty, say. */
    WASSERSTEIN {
        @Override
        public Tensor critic(Tensor real, Tensor fake) {
            return fake.mean().sub(real.mean());
        }

        @Override
        public Tensor generator(Tensor fake) {
            return fake.mean().neg();
        }
    },
    /** Half the squared distance to 1 for real and 0 for generated items (Mao 2017). */
    LEAST_SQUARES {
        @Override
        public Tensor critic(Tensor real, Tensor fake) {
            return real.sub(1).square().mean().add(fake.square().mean()).mul(0.5);
        }

        @Override
        public Tensor generator(Tensor fake) {
            return fake.sub(1).square().mean().mul(0.5);
        }
    };

    /** What the critic, also called discriminator, makes small. */
    public abstract Tensor critic(Tensor real, Tensor fake);

    /** What the generator makes small. */
    public abstract Tensor generator(Tensor fake);
}
