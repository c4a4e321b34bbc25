/** The demo store's own script: a cart in the browser's storage and the calls that a shop makes to Smart Upsell. */
const settings = JSON.parse(document.getElementById('shop-settings').textContent);
const cartKey = 'demo-shop.cart';

const readCart = () => {
  try {
    return JSON.parse(localStorage.getItem(cartKey) ?? '{}');
  } catch {
    return {};
  }
};

const writeCart = (cart) => {
  localStorage.setItem(cartKey, JSON.stringify(cart));
  showCount();
};

const showCount = () => {
  const count = Object.values(readCart()).reduce((sum, quantity) => sum + quantity, 0);
  for (const badge of document.querySelectorAll('[data-cart-count]')) {
    badge.hidden = count === 0;
    badge.textContent = String(count);
  }
};

const withSmartUpsell = (call) => {
  if (window.smartUpsell) call(window.smartUpsell);
  else window.addEventListener('smart-upsell-ready', () => call(window.smartUpsell), { once: true });
};

const watchProductPage = () => {
  const productId = document.querySelector('[data-product-id]')?.dataset.productId;
  if (productId) withSmartUpsell((smartUpsell) => smartUpsell.trackView(productId));
  const button = document.querySelector('[data-add-to-cart]');
  button?.addEventListener('click', () => {
    const cart = readCart();
    writeCart({ ...cart, [productId]: (cart[productId] ?? 0) + 1 });
    withSmartUpsell((smartUpsell) => smartUpsell.trackAddToCart(productId));
    document.querySelector('[data-added]').innerHTML = 'Added. <a href="/cart">Go to your cart</a>';
  });
};

const formatMoney = (amount, currency) => {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
};

const element = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

const buildLine = (card, quantity, onChange) => {
  const count = element('input', {
    type: 'number',
    min: 0,
    max: 99,
    value: quantity,
    ariaLabel: `Quantity of ${card.title}`,
  });
  count.addEventListener('change', () => onChange(Math.max(0, Math.min(99, Math.trunc(Number(count.value) || 0)))));
  const remove = element('button', { type: 'button', className: 'link', textContent: 'Remove' });
  remove.addEventListener('click', () => onChange(0));
  return element(
    'li',
    { className: 'line' },
    element('img', { src: card.image, alt: '', width: 72, height: 72 }),
    element('a', { href: card.path, textContent: card.title }),
    count,
    element('span', {
      className: 'price',
      textContent: card.price ? formatMoney(card.price.amount * quantity, card.price.currency) : '',
    }),
    remove,
  );
};

const checkOut = async (container, cart) => {
  const lines = Object.entries(cart).map(([productId, quantity]) => ({ productId, quantity }));
  const sessionId = localStorage.getItem('smart-upsell.session') ?? undefined;
  const response = await fetch('/orders', { method: 'POST', body: JSON.stringify({ sessionId, lines }) });
  if (!response.ok) return;
  const { orderId } = await response.json();
  writeCart({});
  container.replaceChildren(
    element('p', { role: 'status', textContent: `Thank you. Your order ${orderId} is placed.` }),
  );
};

const buildTotal = (container, cards, cart) => {
  const amount = cards.reduce((sum, card) => sum + (card.price?.amount ?? 0) * cart[card.productId], 0);
  const total = element(
    'p',
    { className: 'total' },
    'Total ',
    element('strong', { textContent: formatMoney(amount, settings.currency) }),
  );
  if (!('canCheckOut' in container.dataset)) return [total];
  const button = element('button', { type: 'button', className: 'buy', textContent: 'Place order' });
  button.addEventListener('click', () => {
    button.disabled = true;
    checkOut(container, cart).finally(() => {
      button.disabled = false;
    });
  });
  return [total, button];
};

/** Recommendations beside the latest product of the cart, without what is in the cart already. */
const showCartWidget = (ids) => {
  document.querySelector('main > upsell-recommendations')?.remove();
  const template = document.querySelector('[data-cart-widget]');
  if (!template || ids.length === 0) return;
  const widget = template.content.firstElementChild.cloneNode(true);
  widget.setAttribute('product-id', ids.at(-1));
  widget.setAttribute('exclude', ids.join(','));
  template.before(widget);
};

const showCart = async () => {
  const container = document.querySelector('[data-cart]');
  if (!container) return;
  const cart = readCart();
  const ids = Object.keys(cart);
  showCartWidget(ids);
  if (ids.length === 0) {
    container.replaceChildren(
      element('p', {}, 'Your cart is empty. ', element('a', { href: '/', textContent: 'Have a look around.' })),
    );
    return;
  }
  const cards = await (await fetch(`/cards?ids=${encodeURIComponent(ids.join(','))}`)).json();
  const change = (productId) => (quantity) => {
    const { [productId]: _, ...others } = readCart();
    writeCart(quantity > 0 ? { ...others, [productId]: quantity } : others);
    void showCart();
  };
  const lines = cards.map((card) => buildLine(card, cart[card.productId], change(card.productId)));
  container.replaceChildren(element('ul', { className: 'lines' }, ...lines), ...buildTotal(container, cards, cart));
};

withSmartUpsell((smartUpsell) => smartUpsell.configure(settings));
showCount();
watchProductPage();
void showCart();
